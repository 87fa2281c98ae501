package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.files.TextFileListener;
import io.nephoscope.api.health.HealthReport;
import io.nephoscope.deploy.files.FileFollower;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

class TextFilesTest {

    @TempDir
    Path folder;

    private TestFramework framework;
    private FileFollower follower;
    private TextFiles files;
    private final RecordingListener listener = new RecordingListener();

    private static final class RecordingListener implements TextFileListener {

        final Map<Path, String> texts = new ConcurrentSkipListMap<>();
        volatile String fault = "";

        @Override
        public void changed(Path file, String text, boolean settled) {
            if (text.equals(fault)) {
                throw new NoClassDefFoundError("a/B");
            }
            texts.put(file, text);
        }

        @Override
        public void gone(Path file) {
            texts.remove(file);
        }
    }

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(folder.resolve("cache"), Map.of());
        follower = new FileFollower();
        Files.createDirectories(folder.resolve("etc/pollsters.d"));
        files = new TextFiles(follower, folder.resolve("etc"));
        write("pollsters.d/a.yaml", "a");
        write("pollsters.d/b.yml", "b");
        write("pollsters.d/.c.yaml", "c");
        write("snmp.yaml", "\uFEFFs");
    }

    @AfterEach
    void stop() throws Exception {
        files.stop();
        follower.stop();
        framework.stop();
    }

    @Test
    void knowsTheFilesOfAFolderAsSoonAsItIsThere() throws Exception {
        register(Map.of("files.path", "pollsters.d", "files.suffix", ".yaml"));

        assertThat(listener.texts).containsExactly(Map.entry(path("pollsters.d/a.yaml"), "a"));
    }

    @Test
    void followsFilesThatComeAndChangeAndGo() throws Exception {
        register(Map.of("files.path", new String[] {"pollsters.d", folder + "/more"}, "files.suffix", ".yaml"));
        assertThat(follower.health()).extracting(HealthReport::subject).contains(folder + "/more");

        write("../more/d.yaml", "d");
        write("pollsters.d/a.yaml", "A");
        await().until(() -> listener.texts.values().containsAll(List.of("A", "d")));

        Files.delete(path("pollsters.d/a.yaml"));
        await().until(() -> listener.texts.size() == 1);
        assertThat(follower.health()).isEmpty();
        assertThat(files.health()).isEmpty();
    }

    @Test
    void tellsNothingOfAnOptionalFolderThatIsNotThereAndFollowsItWhenItIs() throws Exception {
        register(Map.of("files.path", "later.d", "files.suffix", ".yaml", "files.optional", true));
        assertThat(follower.health()).isEmpty();

        write("later.d/a.yaml", "a");
        await().until(() -> listener.texts.containsValue("a"));

        Files.delete(path("later.d/a.yaml"));
        await().until(() -> listener.texts.isEmpty());
        assertThat(follower.health()).isEmpty();
    }

    @Test
    void tellsWhatIsNoUtf8AndKeepsWhatItSaidBefore() throws Exception {
        register(Map.of("files.path", "snmp.yaml"));
        assertThat(listener.texts).containsExactly(Map.entry(path("snmp.yaml"), "s"));

        Files.write(path("snmp.yaml"), new byte[] {'a', '\n', (byte) 0xE4, '\n'});
        await().until(() -> !files.health().isEmpty());

        assertThat(files.health()).singleElement().satisfies(report -> assertThat(report.message())
                .contains("line 2", "UTF-8"));
        assertThat(listener.texts).containsValue("s");
    }

    @Test
    void forgetsWhatIsNoLongerAskedFor() throws Exception {
        var registration = register(Map.of("files.path", "pollsters.d", "files.suffix", ".yaml"));

        registration.setProperties(FrameworkUtil.asDictionary(Map.of("files.path", "snmp.yaml")));
        files.update(listener, registration.getReference());

        assertThat(listener.texts).containsExactly(Map.entry(path("snmp.yaml"), "s"));
    }

    @Test
    void triesAgainWhereAListenerFails() throws Exception {
        listener.fault = "a";
        register(Map.of("files.path", "pollsters.d", "files.suffix", ".yaml"));
        assertThat(listener.texts).isEmpty();

        listener.fault = "";

        await().until(() -> listener.texts.containsValue("a"));
    }

    @Test
    void tellsNothingToAListenerThatIsGone() throws Exception {
        var registration = register(Map.of("files.path", "pollsters.d", "files.suffix", ".yaml"));
        files.remove(listener, registration.getReference());

        files.add(listener, registration.getReference());

        assertThat(listener.texts).containsExactly(Map.entry(path("pollsters.d/a.yaml"), "a"));
    }

    private ServiceRegistration<TextFileListener> register(Map<String, Object> properties) throws Exception {
        ServiceRegistration<TextFileListener> registration = framework
                .context()
                .registerService(TextFileListener.class, listener, FrameworkUtil.asDictionary(properties));
        files.add(listener, registration.getReference());
        return registration;
    }

    private Path path(String name) {
        return folder.resolve("etc").resolve(name);
    }

    private void write(String name, String text) throws Exception {
        Files.createDirectories(path(name).getParent());
        Files.writeString(path(name), text);
    }
}
