CREATE TABLE `free_text` (
	`wave` text NOT NULL,
	`question` text NOT NULL,
	`place` text NOT NULL,
	`id` blob NOT NULL,
	`text` text NOT NULL,
	CONSTRAINT `free_text_pk` PRIMARY KEY(`wave`, `question`, `place`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `free_text_theme` (
	`wave` text NOT NULL,
	`question` text NOT NULL,
	`place` text NOT NULL,
	`id` blob NOT NULL,
	`theme` text NOT NULL,
	CONSTRAINT `free_text_theme_pk` PRIMARY KEY(`wave`, `question`, `place`, `id`, `theme`)
) WITHOUT ROWID;
