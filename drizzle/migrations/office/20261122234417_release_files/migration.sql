CREATE TABLE `release_file` (
	`release` text NOT NULL,
	`edition` text NOT NULL,
	`name` text NOT NULL,
	`part` integer NOT NULL,
	`parts` integer NOT NULL,
	`encoding` text NOT NULL,
	`bytes` integer NOT NULL,
	`stored` integer NOT NULL,
	`sha256` text NOT NULL,
	`body` blob NOT NULL,
	CONSTRAINT `release_file_pk` PRIMARY KEY(`release`, `edition`, `name`, `part`)
) WITHOUT ROWID;
