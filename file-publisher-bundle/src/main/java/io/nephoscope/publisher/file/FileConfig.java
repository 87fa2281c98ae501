package io.nephoscope.publisher.file;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of the configuration {@code io.nephoscope.publisher.file}, a dot for each underscore. */
@ObjectClassDefinition(name = "Nephoscope file publisher", description = "Where samples are kept as JSON lines.")
@interface FileConfig {

    @AttributeDefinition(description = "The folder, an absolute path; empty for var/samples")
    String directory() default "";

    @AttributeDefinition(description = "Bytes after which a file is closed and the next is begun")
    long rotate_size() default 64 << 20;

    @AttributeDefinition(description = "Seconds after which a file is closed, however small; 0 for never")
    int rotate_age() default 86_400;

    @AttributeDefinition(description = "Compress files that are closed (gzip)")
    boolean compress() default true;

    @AttributeDefinition(description = "Closed files to keep; beyond that the oldest are deleted")
    int keep_files() default 1000;

    @AttributeDefinition(description = "Bytes that all files may have together; beyond that the oldest are deleted")
    long keep_bytes() default 1 << 30;

    @AttributeDefinition(description = "Milliseconds between two forces to the disk; 0 for one with each batch")
    int force_interval() default 50;
}
