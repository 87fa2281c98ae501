package io.nephoscope.launcher;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether others may write where code, configuration or the process id lie. Whoever can, runs what he likes as the
 * agent's user, or has {@code stop} signal another process.
 */
final class FolderPermissions {

    private static final int STICKY = 01000;

    private FolderPermissions() {}

    /** Why an agent must not use its folders, with what to do about it; empty if it may. */
    static Optional<String> refusal(Folders folders) throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return Optional.empty();
        }
        for (Path folder : writtenByTheAgentAlone(folders)) {
            if (mayBeWritten(folder, PosixFilePermission.OTHERS_WRITE)) {
                return Optional.of(sentence(folder, "every user", "o-w"));
            }
            if (mayBeWritten(folder, PosixFilePermission.GROUP_WRITE)) {
                return Optional.of(sentence(folder, "its group", "g-w"));
            }
        }
        for (Path folder : writtenByOperators(folders)) {
            if (mayBeWritten(folder, PosixFilePermission.OTHERS_WRITE)) {
                return Optional.of(sentence(folder, "every user", "o-w"));
            }
        }
        return Optional.empty();
    }

    private static List<Path> writtenByTheAgentAlone(Folders folders) {
        Path state = folders.state();
        return List.of(
                state, folders.temporary(), state.resolve("plugins"), state.resolve("log"), state.resolve("cache"));
    }

    /** A group of operators may share them; and in what they lie, nobody else may rename them. */
    private static List<Path> writtenByOperators(Folders folders) throws IOException {
        List<Path> all = new ArrayList<>(List.of(
                folders.home(),
                folders.home().resolve("bin"),
                folders.home().resolve("lib"),
                folders.system(),
                folders.etc(),
                folders.deploy()));
        for (Path folder : List.of(folders.home(), folders.etc(), folders.deploy(), folders.state())) {
            for (Path above = folder.getParent(); above != null; above = above.getParent()) {
                if (!isSticky(above)) {
                    all.add(above);
                }
            }
        }
        return all;
    }

    private static boolean isSticky(Path folder) throws IOException {
        return Files.exists(folder) && ((int) Files.getAttribute(folder, "unix:mode") & STICKY) != 0;
    }

    private static boolean mayBeWritten(Path folder, PosixFilePermission by) throws IOException {
        return Files.isDirectory(folder) && permissions(folder).contains(by);
    }

    private static Set<PosixFilePermission> permissions(Path folder) throws IOException {
        return Files.getPosixFilePermissions(folder, new LinkOption[0]);
    }

    private static String sentence(Path folder, String who, String change) throws IOException {
        return folder + " may be written by " + who + " (" + PosixFilePermissions.toString(permissions(folder))
                + "), who could have the agent run code of their own; chmod " + change + " " + folder
                + ", or set NEPHOSCOPE_INSECURE=1 to start all the same";
    }
}
