package io.nephoscope.deploy.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files, but a clock of the test: looks and glances take place when the test says so. */
class FollowedFilesTest {

    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    /** Writes down what it is told. */
    private static final class Recorder implements FileListener {

        final List<String> told = new ArrayList<>();

        @Override
        public void changed(Path file, byte[] content, boolean settled) {
            String text = new String(content, StandardCharsets.UTF_8).strip();
            told.add(file.getFileName() + (settled ? " holds " : " may hold ") + text);
        }

        @Override
        public void refused(Path file, String problem) {
            told.add(file.getFileName() + " " + problem);
        }

        @Override
        public void gone(Path file) {
            told.add(file.getFileName() + " is gone");
        }
    }

    @TempDir
    Path root;

    private final Recorder recorder = new Recorder();
    private final CountDownLatch end = new CountDownLatch(1);
    private final KernelWatch watch = new KernelWatch(() -> {});
    private final BoundedCalls calls = new BoundedCalls("test-files", Duration.ofSeconds(1), () -> {});
    /** Stands still, so that no file gets old however slow the test is. */
    private final Instant started = Instant.now();

    private final FollowedFiles files = new FollowedFiles(calls, watch, () -> started);
    private long now = 1_000_000_000_000L;
    private Path etc;
    private Path file;

    @BeforeEach
    void prepare() throws IOException {
        etc = Files.createDirectory(root.resolve("etc"));
        file = etc.resolve("a.cfg");
    }

    @AfterEach
    void stop() {
        end.countDown();
        watch.close();
        calls.close();
    }

    @Test
    void takesWhatIsThereAtTheStartAtOnce() throws Exception {
        Files.writeString(file, "one\n");
        follow();

        assertThat(recorder.told).containsExactly("a.cfg holds one");
    }

    @Test
    void takesANewFileWhenItIsQuietAndOnceMoreWhenItHasSettled() throws Exception {
        follow();
        Files.writeString(file, "one\n");

        notice();
        assertThat(recorder.told).isEmpty();
        glance(FollowedFile.QUIET);
        assertThat(recorder.told).containsExactly("a.cfg may hold one");
        glance(FollowedFile.SETTLED);
        glance(FollowedFile.SETTLED);
        assertThat(recorder.told).containsExactly("a.cfg may hold one", "a.cfg holds one");
    }

    @Test
    void givesAFileThatIsOnlyPartlyWrittenTimeToBeCompleted() throws Exception {
        follow();
        Files.writeString(file, "host = exam");
        notice();
        glance(FollowedFile.QUIET);
        assertThat(recorder.told).isEmpty();

        Files.writeString(file, "host = example.org\n");
        settle();

        assertThat(recorder.told)
                .containsExactly("a.cfg may hold host = example.org", "a.cfg holds host = example.org");
    }

    @Test
    void givesTheBeginningOfWhatWasThereTimeToBeCompleted() throws Exception {
        Files.writeString(file, "one\ntwo\n");
        follow();
        Files.writeString(file, "one\n");
        notice();
        glance(FollowedFile.QUIET);

        Files.writeString(file, "one\ntwo\nthree\n");
        settle();

        assertThat(recorder.told.get(1)).isEqualTo("a.cfg may hold one\ntwo\nthree");
    }

    @Test
    void noticesThatTheTargetOfALinkChanged() throws Exception {
        Path target = Files.writeString(root.resolve("elsewhere"), "one\n");
        Files.createSymbolicLink(file, target);
        follow();

        Files.writeString(target, "another\n");
        settle();

        assertThat(recorder.told).endsWith("a.cfg holds another");
    }

    @Test
    void noticesThatTheDataLinkOfAConfigMapIsSwapped() throws Exception {
        Path map = Files.createDirectory(root.resolve("map"));
        writeOld(Files.createDirectory(map.resolve("..v1")).resolve("a.cfg"), "one\n");
        writeOld(Files.createDirectory(map.resolve("..v2")).resolve("a.cfg"), "two\n");
        Files.createSymbolicLink(map.resolve("..data"), Path.of("..v1"));
        Files.createSymbolicLink(map.resolve("a.cfg"), Path.of("..data/a.cfg"));
        Files.createSymbolicLink(file, map.resolve("a.cfg"));
        follow();

        Files.createSymbolicLink(map.resolve("..new"), Path.of("..v2"));
        Files.move(map.resolve("..new"), map.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        settle();

        assertThat(recorder.told).endsWith("a.cfg holds two");
    }

    @Test
    void noticesAnEditInPlaceWithEqualSizeAndTime() throws Exception {
        writeOld(file, "one\n");
        follow();

        writeOld(file, "two\n");
        files.look(now);
        settle();

        assertThat(recorder.told).endsWith("a.cfg holds two");
    }

    @Test
    void noticesARenameOverWithEqualSizeAndTime() throws Exception {
        writeOld(file, "one\n");
        follow();

        writeOld(root.resolve("new"), "two\n");
        Files.move(root.resolve("new"), file, StandardCopyOption.ATOMIC_MOVE);
        settle();

        assertThat(recorder.told).endsWith("a.cfg holds two");
    }

    @Test
    void readsSmallFilesAgainWhateverTheirStampsSay() throws Exception {
        Files.writeString(file, "one\n");
        FollowedFile followed = new FollowedFile(Place.file(file, 1000), file);
        followed.see(FileStamp.of(file), "", true, now);
        followed.read(true, now);

        assertThat(followed.due()).isEqualTo(now + FollowedFile.REREAD.toNanos());
        assertThat(followed.isTold("two\n".getBytes(StandardCharsets.UTF_8), true))
                .isFalse();
    }

    @Test
    void followsAFolderThatIsALinkToWhateverItLinksTo() throws Exception {
        writeOld(Files.createDirectory(root.resolve("v1")).resolve("a.cfg"), "one\n");
        writeOld(Files.createDirectory(root.resolve("v2")).resolve("a.cfg"), "two\n");
        Files.delete(etc);
        Files.createSymbolicLink(etc, root.resolve("v1"));
        follow();

        Files.createSymbolicLink(root.resolve("new"), root.resolve("v2"));
        Files.move(root.resolve("new"), etc, StandardCopyOption.ATOMIC_MOVE);
        settle();

        assertThat(recorder.told).endsWith("a.cfg holds two").doesNotContain("a.cfg is gone");
    }

    @Test
    void keepsWhatAFolderHeldWhileItIsGoneAndFollowsItAnew() throws Exception {
        Files.writeString(file, "one\n");
        follow();

        Files.delete(file);
        Files.delete(etc);
        settle();
        assertThat(recorder.told).containsExactly("a.cfg holds one");
        assertThat(files.health()).anyMatch(report -> report.message().contains("is not there"));

        Files.createDirectory(etc);
        Files.writeString(file, "two\n");
        settle();
        assertThat(recorder.told).endsWith("a.cfg holds two");
        assertThat(files.health()).isEmpty();
    }

    @Test
    void tellsThatAFileIsGone() throws Exception {
        Files.writeString(file, "one\n");
        follow();

        Files.delete(file);
        notice();
        assertThat(recorder.told).containsExactly("a.cfg holds one");
        settle();

        assertThat(recorder.told).endsWith("a.cfg is gone");
    }

    @Test
    void overlooksThatAFileIsAwayWhileAnEditorRenames() throws Exception {
        Files.writeString(file, "one\n");
        follow();

        Files.delete(file);
        notice();
        Files.writeString(file, "another\n");
        settle();

        assertThat(recorder.told).containsExactly("a.cfg holds one", "a.cfg may hold another", "a.cfg holds another");
    }

    @Test
    void seesByAGlanceThatAFileHasAnotherSize() throws Exception {
        writeOld(file, "one\n");
        follow();

        writeOld(file, "another\n");
        glance(Duration.ofMillis(1));
        glance(FollowedFile.SETTLED);

        assertThat(recorder.told).containsExactly("a.cfg holds one", "a.cfg holds another");
    }

    @Test
    void seesByAGlanceThatAFolderHasAnotherTime() throws Exception {
        Files.setLastModifiedTime(etc, LONG_AGO);
        follow();

        Files.writeString(file, "one\n");
        glance(Duration.ofMillis(1));
        glance(FollowedFile.SETTLED);

        assertThat(recorder.told).containsExactly("a.cfg holds one");
    }

    @Test
    void tellsOfALinkThatLeadsNowhere() throws Exception {
        Files.createSymbolicLink(file, Path.of("/no/such/file"));
        follow();

        assertThat(recorder.told).containsExactly("a.cfg is a link to /no/such/file, which is not there");
    }

    @Test
    void opensNeitherFifosNorDevicesNorFolders() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        Files.createSymbolicLink(etc.resolve("b.cfg"), Path.of("/dev/zero"));
        Files.createDirectory(etc.resolve("c.cfg"));
        follow();

        assertThat(recorder.told)
                .containsExactly(
                        "a.cfg is a FIFO, a device or a socket, not a regular file",
                        "b.cfg is a FIFO, a device or a socket, not a regular file",
                        "c.cfg is a folder, not a file");
    }

    @Test
    void followsAFileAgainThatWasAFifoForAWhile() throws Exception {
        Files.writeString(file, "one\n");
        follow();
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        settle();
        Files.delete(file);
        Files.writeString(file, "two\n");
        settle();

        assertThat(recorder.told)
                .containsExactly(
                        "a.cfg holds one",
                        "a.cfg is a FIFO, a device or a socket, not a regular file",
                        "a.cfg may hold two",
                        "a.cfg holds two");
    }

    @Test
    void readsNoFileThatIsTooLarge() throws Exception {
        Files.write(file, new byte[1001]);
        follow();

        assertThat(recorder.told).containsExactly("a.cfg is larger than 1000 bytes");
    }

    @Test
    void goesOnWithOthersWhileOneFolderHangsAndNamesIt() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        Path dead = Files.createDirectory(root.resolve("dead"));
        Files.writeString(dead.resolve("x.cfg"), "x\n");
        Place hanging = Place.folder(
                dead,
                name -> {
                    entered.countDown();
                    awaitEnd();
                    return true;
                },
                1000);
        files.add(hanging, recorder, () -> {});
        notice();
        entered.await();

        Files.writeString(file, "one\n");
        follow();

        assertThat(recorder.told).contains("a.cfg holds one");
        assertThat(files.health())
                .anyMatch(report -> report.subject().equals(dead.toString())
                        && report.message().contains("has not returned for"));
    }

    @Test
    void triesAgainWhatItsListenerCouldNotTake() throws Exception {
        List<String> told = new ArrayList<>();
        Files.writeString(file, "one\n");
        files.add(
                Place.file(file, 1000),
                new FileListener() {

                    @Override
                    public void changed(Path path, byte[] content, boolean settled) throws IOException {
                        told.add("changed");
                        if (told.size() == 1) {
                            throw new IOException("no space left");
                        }
                    }

                    @Override
                    public void refused(Path path, String problem) {}

                    @Override
                    public void gone(Path path) {}
                },
                () -> {});
        notice();
        glance(Duration.ofSeconds(6));

        assertThat(told).hasSize(2);
    }

    @Test
    void tellsOfFoldersAndFilesThatOthersMayWriteTo() throws Exception {
        Files.writeString(file, "one\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.setPosixFilePermissions(etc, PosixFilePermissions.fromString("rwxrwxrwx"));
        follow();
        assertThat(files.health())
                .extracting(report -> report.subject() + ": " + report.remedy())
                .containsExactlyInAnyOrder(file + ": chmod o-w " + file, etc + ": chmod o-w " + etc);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(etc, PosixFilePermissions.fromString("rwxr-xr-x"));
        files.look(now);
        assertThat(files.health()).isEmpty();
    }

    private void follow() throws InterruptedException {
        files.add(Place.folder(etc, name -> name.endsWith(".cfg"), 1000), recorder, () -> {});
        files.look(now);
    }

    /** Looks as often as a file that changed needs to be taken. */
    private void settle() throws InterruptedException {
        now += 1_000_000;
        notice();
        glance(FollowedFile.QUIET);
        glance(FollowedFile.SETTLED);
    }

    /** Looks as after the kernel's word: what changes twice in one tick of its clock may escape a glance. */
    private void notice() throws InterruptedException {
        files.look(now);
    }

    private void glance(Duration later) throws InterruptedException {
        now += later.toNanos();
        files.glance(now);
    }

    private static void writeOld(Path path, String text) throws IOException {
        Files.writeString(path, text);
        Files.setLastModifiedTime(path, LONG_AGO);
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
