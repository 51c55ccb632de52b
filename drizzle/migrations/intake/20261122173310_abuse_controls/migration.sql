CREATE TABLE `proof` (
	`wave` text NOT NULL,
	`value` blob NOT NULL,
	CONSTRAINT `proof_pk` PRIMARY KEY(`wave`, `value`)
) WITHOUT ROWID;
