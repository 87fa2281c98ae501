package io.nephoscope.deploy;

import java.nio.file.Path;

/** Is told what the files of the deploy folder hold. */
interface JarListener {

    /** A whole jar is new, or has new content. */
    void accept(PluginJar jar) throws InterruptedException;

    /** A file, or its new content, is no plugin. What was in use of it stays in use. */
    void refuse(Path file, String reason);

    /** A file is none that could be a plugin. */
    void ignore(Path file, String reason);

    /** A file is gone. */
    void remove(Path file) throws InterruptedException;
}
