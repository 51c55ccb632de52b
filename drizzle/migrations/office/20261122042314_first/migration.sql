CREATE TABLE `audit` (
	`id` text PRIMARY KEY,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`event` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `code_batch` (
	`id` text PRIMARY KEY,
	`wave` text NOT NULL,
	`place` text NOT NULL,
	`issued` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `evidence` (
	`id` text PRIMARY KEY,
	`question` text NOT NULL,
	`place` text NOT NULL,
	`measure` text NOT NULL,
	`share` real,
	`document` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `language_review` (
	`questionnaire` text NOT NULL,
	`version` integer NOT NULL,
	`language` text NOT NULL,
	`reviewer` text NOT NULL,
	`reviewed_on` text NOT NULL,
	CONSTRAINT `language_review_pk` PRIMARY KEY(`questionnaire`, `version`, `language`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `membership` (
	`member` text NOT NULL,
	`group_code` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	`role` text NOT NULL,
	CONSTRAINT `membership_pk` PRIMARY KEY(`member`, `group_code`, `valid_from`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `place` (
	`code` text PRIMARY KEY,
	`kind` text NOT NULL,
	`invented` integer NOT NULL,
	`document` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `questionnaire` (
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`document` text NOT NULL,
	`used` integer NOT NULL,
	CONSTRAINT `questionnaire_pk` PRIMARY KEY(`id`, `version`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `release` (
	`id` text PRIMARY KEY,
	`wave` text NOT NULL,
	`revision` integer NOT NULL,
	`state` text NOT NULL,
	`published_at` text,
	`document` text NOT NULL,
	`sha256` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `release_part` (
	`release` text NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`rows` integer NOT NULL,
	`body` blob NOT NULL,
	CONSTRAINT `release_part_pk` PRIMARY KEY(`release`, `kind`, `key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `setting` (
	`name` text PRIMARY KEY,
	`value` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `wave` (
	`id` text PRIMARY KEY,
	`title_en` text NOT NULL,
	`title_cy` text NOT NULL,
	`questionnaire` text NOT NULL,
	`questionnaire_version` integer NOT NULL,
	`state` text NOT NULL,
	`opens_on` text NOT NULL,
	`closes_on` text NOT NULL,
	`results_on` text NOT NULL,
	`closed_on` text,
	`demonstration` integer NOT NULL,
	`streams` text NOT NULL,
	`languages` text NOT NULL,
	`public_key` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `wave_place` (
	`wave` text NOT NULL,
	`place` text NOT NULL,
	`scenario` text NOT NULL,
	CONSTRAINT `wave_place_pk` PRIMARY KEY(`wave`, `place`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `evidence_question` ON `evidence` (`question`);