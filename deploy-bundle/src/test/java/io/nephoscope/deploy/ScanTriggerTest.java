package io.nephoscope.deploy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTriggerTest {

    @TempDir
    Path etc;

    @TempDir
    Path deploy;

    private final Semaphore scans = new Semaphore(0);
    private ScanTrigger trigger;

    @BeforeEach
    void start() throws InterruptedException {
        trigger = new ScanTrigger(List.of(etc, deploy), scans::release);
        assertThat(scans.tryAcquire(5, SECONDS)).isTrue();
    }

    @AfterEach
    void stop() throws InterruptedException {
        trigger.stop();
    }

    @Test
    void hasAFileScannedUntilItHasSettled() throws IOException, InterruptedException {
        Files.createFile(deploy.resolve("new.jar"));

        assertThat(scans.tryAcquire(3, 5, SECONDS)).isTrue();
    }

    @Test
    void noticesLaterChangesInBothFolders() throws IOException, InterruptedException {
        Path file = Files.createFile(etc.resolve("polling.yaml"));
        assertThat(scans.tryAcquire(3, 5, SECONDS)).isTrue();

        Files.delete(file);

        assertThat(scans.tryAcquire(3, 5, SECONDS)).isTrue();
    }
}
