package io.nephoscope.deploy.files;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The follower's own threads, and the kernel's word. */
class FileFollowerTest implements FileListener {

    @TempDir
    Path folder;

    private final FileFollower follower = new FileFollower();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() throws InterruptedException {
        follower.stop();
    }

    @Test
    void hasToldWhatIsThereWhenItsCallerGoesOn() throws Exception {
        Files.writeString(folder.resolve("a"), "one\n");

        follower.follow(Place.folder(folder, name -> true, 100), this);

        assertThat(told.poll()).isEqualTo("one");
    }

    @Test
    void followsChangesAlsoOfAFolderThatIsMadeAnew() throws Exception {
        follower.follow(Place.folder(folder.resolve("etc"), name -> true, 100), this);

        Files.createDirectory(folder.resolve("etc"));
        Files.writeString(folder.resolve("etc/a"), "one\n");
        assertThat(told.poll(10, SECONDS)).isEqualTo("one");
        assertThat(told.poll(10, SECONDS)).as("when it has settled").isEqualTo("one");

        Files.delete(folder.resolve("etc/a"));
        assertThat(told.poll(10, SECONDS)).isEqualTo("gone");
    }

    @Override
    public void changed(Path file, byte[] content, boolean settled) {
        told.add(new String(content, StandardCharsets.UTF_8).strip());
    }

    @Override
    public void refused(Path file, String problem) {
        told.add(problem);
    }

    @Override
    public void gone(Path file) {
        told.add("gone");
    }
}
