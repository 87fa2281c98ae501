package io.nephoscope.core.agent;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The configuration of the core. */
@ObjectClassDefinition(name = "Nephoscope Core", description = "How the agent polls and where samples go.")
@interface CoreConfig {

    @AttributeDefinition(
            name = "Namespaces",
            description = "Whose plugins are used, separated by commas. The command line's --polling-namespaces wins.")
    String[] polling_namespaces() default {"compute", "central"};

    @AttributeDefinition(
            name = "Publishers",
            description = "Names of the publishers that get samples, separated by commas.")
    String[] publishers() default "console";

    @AttributeDefinition(name = "Batch size", description = "Samples per batch; 0 for a batch of each sample.")
    int batch_size() default 50;

    @AttributeDefinition(name = "Threads", description = "How many pollsters of one cycle may run at the same time.")
    int threads() default 4;

    @AttributeDefinition(name = "Sample source", description = "The source of samples whose pollster names none.")
    String sample_source() default "openstack";

    @AttributeDefinition(
            name = "Journal",
            description = "Where samples wait for publishers: disk, memory, or auto for disk unless the console is the"
                    + " only publisher.")
    String journal() default "auto";

    @AttributeDefinition(
            name = "Journal directory",
            description = "Folder of the journal on disk; relative to the agent's var folder.")
    String journal_directory() default "journal";

    @AttributeDefinition(name = "Journal size", description = "MiB that the journal on disk occupies at most.")
    int journal_size() default 1_024;

    @AttributeDefinition(
            name = "Journal memory size",
            description = "MiB of samples in memory at most, where the journal is there or its disk takes nothing.")
    int journal_memory_size() default 64;

    @AttributeDefinition(
            name = "Journal age",
            description = "Seconds after which samples that no publisher has taken are dropped; 0 for never.")
    long journal_age() default 604_800;

    @AttributeDefinition(
            name = "Journal full",
            description = "What becomes of samples when the journal is full: drop-oldest or pause-polling.")
    String journal_full() default "drop-oldest";

    @AttributeDefinition(
            name = "Journal force interval",
            description = "Milliseconds that samples may wait in memory before they are forced to the disk.")
    int journal_force_interval() default 50;

    @AttributeDefinition(
            name = "Live samples first",
            description = "Publishers, separated by commas, that get new samples before those that have waited.")
    String[] journal_live_first_publishers() default {};

    @AttributeDefinition(
            name = "First blacklist delay",
            description = "Seconds until a blacklisted resource is tried again, doubling each time; 0 for never.")
    long blacklist_first_delay() default 600;

    @AttributeDefinition(
            name = "Longest blacklist delay",
            description = "Seconds that the delay of a blacklisted resource doubles up to.")
    long blacklist_max_delay() default 86_400;

    @AttributeDefinition(
            name = "Samples per poll",
            description = "How many samples one poll may hand over; those beyond are not taken, counted and told.")
    int poll_samples_max() default 1_000_000;

    @AttributeDefinition(
            name = "Resources per discovery",
            description = "How many resources of one call of a discovery are polled; the discovery is told as failing.")
    int discovery_resources_max() default 200_000;

    @AttributeDefinition(
            name = "Identity name discovery",
            description = "Whether samples have the names of users and projects beside their ids.")
    boolean identity_name_discovery() default false;

    @AttributeDefinition(
            name = "Gaps as samples",
            description = "Whether polls that were due and of which not all arrived are published as samples, too.")
    boolean completeness_gaps() default false;
}
