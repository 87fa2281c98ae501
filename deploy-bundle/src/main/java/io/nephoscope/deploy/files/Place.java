package io.nephoscope.deploy.files;

import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * What is followed: one file, or those of a folder that bear certain names.
 *
 * @param path as the operator wrote it; what it links to is found anew at each look
 * @param isFolder whether the files of this folder are followed, not the file itself
 * @param names which names in the folder
 * @param isOptional whether a folder that is not there, and was not, is nothing to tell of
 * @param limit how many bytes a file may have; {@link #UNREAD} if the files are not read, but only looked at
 */
public record Place(Path path, boolean isFolder, Predicate<String> names, boolean isOptional, long limit) {

    public static final long UNREAD = -1;

    /** One file, which is read. */
    public static Place file(Path path, long limit) {
        return new Place(path, false, name -> true, false, limit);
    }

    /** Those files of a folder that bear certain names. */
    public static Place folder(Path path, Predicate<String> names, long limit) {
        return new Place(path, true, names, false, limit);
    }

    /** The same, which need not be there. */
    public Place optional() {
        return new Place(path, isFolder, names, true, limit);
    }

    boolean isRead() {
        return limit != UNREAD;
    }
}
