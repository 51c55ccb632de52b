ALTER TABLE `code_batch` ADD `state` text DEFAULT 'issued' NOT NULL;--> statement-breakpoint
ALTER TABLE `code_batch` ADD `requested_by` text DEFAULT '' NOT NULL;