package io.nephoscope.deploy.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/**
 * What tells one version of a file from another without reading it. Links are followed, so the stamp is that of the
 * file which is read in the end.
 *
 * @param changed when the inode changed last, which nobody can set back; where the file system knows no such time,
 *     the time of modification
 * @param inode device and inode; empty where the file system knows none
 * @param mode type and permissions as {@code stat} tells them; 0 where the file system knows none
 */
public record FileStamp(Kind kind, long size, FileTime modified, FileTime changed, String inode, int mode) {

    private static final String UNIX = "unix:dev,ino,mode,size,lastModifiedTime,ctime";
    private static final int TYPE = 0170000;
    private static final int TYPE_REGULAR = 0100000;
    private static final int TYPE_FOLDER = 0040000;
    private static final int WRITABLE_BY_OTHERS = 0002;
    private static final int STICKY = 01000;

    /** What lies at the end of the links. */
    public enum Kind {
        REGULAR,
        FOLDER,
        /** A FIFO, a device or a socket: reading it may never end. */
        OTHER
    }

    /**
     * Looks at a file without opening it.
     *
     * @throws java.nio.file.NoSuchFileException if it, or what it links to, is not there
     */
    public static FileStamp of(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? ofUnix(Files.readAttributes(file, UNIX))
                : ofAny(Files.readAttributes(file, BasicFileAttributes.class));
    }

    private static FileStamp ofUnix(Map<String, Object> attributes) {
        int mode = value(attributes, "mode", Integer.class);
        return new FileStamp(
                kind((mode & TYPE) == TYPE_REGULAR, (mode & TYPE) == TYPE_FOLDER),
                value(attributes, "size", Long.class),
                value(attributes, "lastModifiedTime", FileTime.class),
                value(attributes, "ctime", FileTime.class),
                attributes.get("dev") + "/" + attributes.get("ino"),
                mode);
    }

    private static <T> T value(Map<String, Object> attributes, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(attributes.get(name), name));
    }

    private static FileStamp ofAny(BasicFileAttributes attributes) {
        return new FileStamp(
                kind(attributes.isRegularFile(), attributes.isDirectory()),
                attributes.size(),
                attributes.lastModifiedTime(),
                attributes.lastModifiedTime(),
                Objects.toString(attributes.fileKey(), ""),
                0);
    }

    private static Kind kind(boolean isRegular, boolean isFolder) {
        return isRegular ? Kind.REGULAR : isFolder ? Kind.FOLDER : Kind.OTHER;
    }

    /** Whether users who are neither the owner nor of the group may change it. */
    public boolean isWritableByOthers() {
        return (mode & WRITABLE_BY_OTHERS) != 0;
    }

    /** Whether others may put something else in the place of what a folder holds: the sticky bit keeps them from it. */
    boolean isReplaceableByOthers() {
        return isWritableByOthers() && (mode & STICKY) == 0;
    }
}
