package io.nephoscope.deploy;

import java.util.Locale;

/** What the names of files in the deploy folder say. */
final class FileNames {

    private FileNames() {}

    static boolean isJar(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".jar");
    }

    /** Whether a file is none of the operator's: editors, Kubernetes and copies hide theirs so. */
    static boolean isHidden(String name) {
        return name.startsWith(".");
    }

    /** Why a file that is no jar is ignored. */
    static String ignored(String name) {
        return name.endsWith(".cfg") || name.endsWith(".yaml")
                ? "it is no jar; configuration belongs into etc/"
                : "it is no jar";
    }
}
