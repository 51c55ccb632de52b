ALTER TABLE `release` ADD `audit` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `release` ADD `publish_at` text;--> statement-breakpoint
ALTER TABLE `release` ADD `reason` text;