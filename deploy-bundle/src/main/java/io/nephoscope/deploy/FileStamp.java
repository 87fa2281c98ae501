package io.nephoscope.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/** What tells one version of a file from another without reading it. */
record FileStamp(long size, FileTime modified, String key) {

    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(
                attributes.size(), attributes.lastModifiedTime(), Objects.toString(attributes.fileKey(), ""));
    }
}
