CREATE TABLE `code` (
	`wave` text NOT NULL,
	`hash` blob NOT NULL,
	`place` text NOT NULL,
	CONSTRAINT `code_pk` PRIMARY KEY(`wave`, `hash`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `gate` (
	`wave` text PRIMARY KEY
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `nullifier` (
	`wave` text NOT NULL,
	`value` blob NOT NULL,
	CONSTRAINT `nullifier_pk` PRIMARY KEY(`wave`, `value`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `spool` (
	`wave` text NOT NULL,
	`slot` blob NOT NULL,
	`place` text NOT NULL,
	`sealed` blob,
	CONSTRAINT `spool_pk` PRIMARY KEY(`wave`, `slot`)
) WITHOUT ROWID;
