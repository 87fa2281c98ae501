package io.nephoscope.api.files;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Takes the text of files that the agent follows, as it follows polling.yaml: through links, mounts and swapped folders.
 * Register it as a service with the property {@value #PATH}; while it is registered it is told what the files hold, at
 * once and after each change. When the service's properties change, so do the files that are followed.
 *
 * <p>The agent itself tells the operator of files that cannot be read, are no UTF-8, or have more than 16 MiB; what they
 * held before stays in force. What a text says, and whether it is valid, is the listener's business. Called by one thread
 * at a time, which may be another one each time. A call that lasts longer than five seconds is given up and told; later
 * calls may then overlap with it.
 */
@ConsumerType
public interface TextFileListener {

    /**
     * The service property that names the files, or the folders: a text or an array of texts. What does not begin with a
     * slash lies in the agent's {@code etc/}. A folder that is not there is told to the operator; a file that is not there
     * is none.
     */
    String PATH = "files.path";

    /**
     * The service property that makes folders of the paths: the files in them whose names end in this text are followed,
     * such as {@code .yaml}. Hidden files, and those of folders within, are not.
     */
    String SUFFIX = "files.suffix";

    /**
     * The service property that, if true, makes a folder that is not there one without files, of which the operator is told
     * nothing: for a default that need not be made.
     */
    String OPTIONAL = "files.optional";

    /**
     * A file is new, or holds something else. While somebody still writes to it, it may be told of with what is there so
     * far; it is then told of again.
     *
     * @param file the path as it was given, and the file's name
     * @param text all of it, without a byte order mark
     * @param settled whether nobody has written to the file for so long that nobody will: complain of a text that is not
     *     valid only then, for it may be the beginning of one that is
     */
    void changed(Path file, String text, boolean settled);

    /** A file is gone, or followed no longer. */
    void gone(Path file);
}
