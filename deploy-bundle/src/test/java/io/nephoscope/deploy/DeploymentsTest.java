package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

class DeploymentsTest {

    @TempDir
    Path folder;

    private TestFramework framework;
    private JarReader reader;
    private Deployments deployments;
    private volatile List<Plugin> plugins = List.of();

    @BeforeEach
    void start() throws Exception {
        framework = new TestFramework(folder.resolve("cache"), "org.apache.felix.scr");
        reader = new JarReader(Files.createDirectory(folder.resolve("copies")));
        PluginComponents components = new PluginComponents(framework.service(ServiceComponentRuntime.class));
        deployments = new Deployments(new PluginBundles(framework.context(), components), now -> plugins = now);
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
    }

    @Test
    void startsAPlugin() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1"));

        assertThat(verdicts()).containsOnly(Map.entry("fans.jar", Verdict.ACTIVE));
        assertThat(running()).containsExactly("fans 1.0.0");
    }

    @Test
    void putsANewVersionOfAFileInThePlaceOfTheOld() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1"));
        long id = bundle("fans").getBundleId();

        deploy("fans.jar", JarBuilder.bundle("fans", "2"));

        assertThat(running()).containsExactly("fans 2.0.0");
        assertThat(bundle("fans").getBundleId()).isEqualTo(id);
        assertThat(folder.resolve("copies"))
                .isDirectoryContaining("glob:**plugin*")
                .isNotEmptyDirectory();
        assertThat(folder.resolve("copies").toFile().list()).hasSize(1);
    }

    @Test
    void followsAFileThatBecomesAnotherPlugin() throws Exception {
        deploy("plugin.jar", JarBuilder.bundle("fans", "1"));

        deploy("plugin.jar", JarBuilder.bundle("pumps", "1"));

        assertThat(running()).containsExactly("pumps 1.0.0");
    }

    @Test
    void forgetsADeletedPlugin() throws Exception {
        Path file = deploy("fans.jar", JarBuilder.bundle("fans", "1"));

        deployments.remove(file);

        assertThat(verdicts()).isEmpty();
        assertThat(running()).isEmpty();
        assertThat(folder.resolve("copies")).isEmptyDirectory();
    }

    @Test
    void usesTheHigherOfTwoVersionsAndTheOtherWhenItIsGone() throws Exception {
        Path high = deploy("a.jar", JarBuilder.bundle("fans", "2"));
        deploy("b.jar", JarBuilder.bundle("fans", "1"));

        assertThat(running()).containsExactly("fans 2.0.0");
        assertThat(verdicts())
                .containsEntry("a.jar", Verdict.ACTIVE)
                .containsEntry("b.jar", Verdict.shadowed("version 2.0.0 in a.jar is used"));

        deployments.remove(high);

        assertThat(running()).containsExactly("fans 1.0.0");
        assertThat(verdicts()).containsOnly(Map.entry("b.jar", Verdict.ACTIVE));
    }

    @Test
    void refusesTheNameOfAnOwnBundleAndLeavesThatAlone() throws Exception {
        deploy("scr.jar", JarBuilder.bundle("org.apache.felix.scr", "99"));

        assertThat(verdict("scr.jar").state()).isEqualTo(Verdict.State.REFUSED);
        assertThat(verdict("scr.jar").reason()).contains("org.apache.felix.scr");
        assertThat(running()).isEmpty();
    }

    @Test
    void startsAPluginWhenThePackageThatItWaitsForComes() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1").header("Import-Package", "acme.lib;version=\"[1,2)\""));
        assertThat(verdicts())
                .containsEntry("fans.jar", Verdict.waiting("it needs package acme.lib from version 1.0.0"));

        deploy("lib.jar", JarBuilder.bundle("lib", "1").header("Export-Package", "acme.lib;version=1.5"));

        assertThat(running()).containsExactly("fans 1.0.0", "lib 1.0.0");
        assertThat(verdict("fans.jar")).isEqualTo(Verdict.ACTIVE);
    }

    @Test
    void saysWhichApiAPluginIsBuiltFor() throws Exception {
        deploy(
                "fans.jar",
                JarBuilder.bundle("fans", "1")
                        .header("Import-Package", "io.nephoscope.api.pollster;version=\"[2.0,3)\""));

        assertThat(verdict("fans.jar").state()).isEqualTo(Verdict.State.REFUSED);
        assertThat(verdict("fans.jar").reason())
                .contains("version 2.0.0 of io.nephoscope.api.pollster")
                .contains("1.2.0");
    }

    @Test
    void saysWhichJavaAPluginNeeds() throws Exception {
        deploy(
                "fans.jar",
                JarBuilder.bundle("fans", "1")
                        .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""));

        assertThat(verdict("fans.jar").state()).isEqualTo(Verdict.State.REFUSED);
        assertThat(verdict("fans.jar").reason()).contains("Java 99");
    }

    @Test
    void saysWhyAnActivatorFailed() throws Exception {
        deploy(
                "fans.jar",
                JarBuilder.bundle("fans", "1")
                        .header("Bundle-Activator", FailingActivator.class.getName())
                        .header("Import-Package", "org.osgi.framework")
                        .type(FailingActivator.class));

        assertThat(verdict("fans.jar"))
                .isEqualTo(Verdict.failed("it does not start: IllegalStateException: no fans found"));
    }

    @Test
    void saysWhyAConstructorFailed() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1").component(FailingComponent.class, ""));

        await().untilAsserted(() -> {
            deployments.review();
            assertThat(verdict("fans.jar").state()).isEqualTo(Verdict.State.FAILED);
        });
        assertThat(verdict("fans.jar").reason()).contains("FailingComponent", "no fans found");
    }

    @Test
    void takesAMendedPlugin() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1").header("Bundle-Activator", "no.such.Activator"));

        deploy("fans.jar", JarBuilder.bundle("fans", "1"));

        assertThat(verdict("fans.jar")).isEqualTo(Verdict.ACTIVE);
    }

    @Test
    void saysWhichServiceAComponentWaitsFor() throws Exception {
        deploy(
                "fans.jar",
                JarBuilder.bundle("fans", "1")
                        .component(FailingComponent.class, "<reference name=\"bus\" interface=\"acme.Bus\"/>"));

        assertThat(verdict("fans.jar")).isEqualTo(Verdict.waiting("FailingComponent needs the service acme.Bus"));
    }

    @Test
    void keepsWhatIsInUseWhenItsFileIsOverwrittenByRubbish() throws Exception {
        Path file = deploy("fans.jar", JarBuilder.bundle("fans", "1"));

        deployments.refuse(file, "it cannot be read");

        assertThat(running()).containsExactly("fans 1.0.0");
        assertThat(verdict("fans.jar")).isEqualTo(Verdict.refused("it cannot be read; version 1.0.0 stays in use"));
    }

    private Path deploy(String name, JarBuilder jar) throws Exception {
        Path file = jar.writeTo(folder.resolve(name));
        deployments.accept(reader.read(file));
        return file;
    }

    private Map<String, Verdict> verdicts() {
        Map<String, Verdict> verdicts = new TreeMap<>();
        plugins.forEach(plugin -> verdicts.put(plugin.fileName(), plugin.verdict()));
        return verdicts;
    }

    private Verdict verdict(String fileName) {
        return Objects.requireNonNull(verdicts().get(fileName));
    }

    private Bundle bundle(String symbolicName) {
        return framework.context().getBundle("plugin:" + symbolicName);
    }

    private List<String> running() {
        return Arrays.stream(framework.context().getBundles())
                .filter(bundle -> bundle.getLocation().startsWith("plugin:") && bundle.getState() == Bundle.ACTIVE)
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
                .sorted()
                .toList();
    }
}
