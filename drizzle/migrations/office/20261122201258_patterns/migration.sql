CREATE TABLE `pattern_band` (
	`wave` text NOT NULL,
	`place` text NOT NULL,
	`band` text NOT NULL,
	CONSTRAINT `pattern_band_pk` PRIMARY KEY(`wave`, `place`)
) WITHOUT ROWID;
