CREATE TABLE `identity` (
	`id` text PRIMARY KEY
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `response` (
	`wave` text NOT NULL,
	`place` text NOT NULL,
	`id` blob NOT NULL,
	`stream` text NOT NULL,
	`base_weight_class` integer NOT NULL,
	`arm` integer NOT NULL,
	`answers` text NOT NULL,
	`record_key` blob NOT NULL,
	CONSTRAINT `response_pk` PRIMARY KEY(`wave`, `place`, `id`)
) WITHOUT ROWID;
