CREATE TABLE `fieldwork_band` (
	`wave` text NOT NULL,
	`place` text NOT NULL,
	`day` text NOT NULL,
	`bands` text NOT NULL,
	CONSTRAINT `fieldwork_band_pk` PRIMARY KEY(`wave`, `place`, `day`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `retention` (
	`wave` text NOT NULL,
	`kind` text NOT NULL,
	`ended_on` text NOT NULL,
	CONSTRAINT `retention_pk` PRIMARY KEY(`wave`, `kind`)
) WITHOUT ROWID;
