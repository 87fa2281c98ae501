package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nephoscope.api.runtime.dto.PluginState;
import io.nephoscope.deploy.files.BoundedCalls;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

class DeploymentsTest {

    private static final String PROMISE = "nephoscope.pollster;name=\"fan.speed\";namespace:List<String>=central";

    @TempDir
    Path folder;

    private final BoundedCalls calls = new BoundedCalls("test-plugin", Duration.ZERO, () -> {});
    private volatile long nanos;
    private TestFramework framework;
    private JarReader reader;
    private Deployments deployments;
    private volatile List<Plugin> plugins = List.of();

    @BeforeEach
    void start() throws Exception {
        HangingActivator.arm();
        framework = new TestFramework(folder.resolve("cache"), "org.apache.felix.configadmin", "org.apache.felix.scr");
        reader = new JarReader(Files.createDirectory(folder.resolve("copies")));
        PluginComponents components = new PluginComponents(framework.service(ServiceComponentRuntime.class));
        PluginBundles bundles = new PluginBundles(framework.context(), components, calls, Duration.ofSeconds(2));
        Leftovers leftovers = new Leftovers(() -> nanos, () -> 0);
        deployments = new Deployments(bundles, leftovers, now -> plugins = now);
    }

    @AfterEach
    void stop() throws Exception {
        HangingActivator.release();
        calls.close();
        framework.stop();
    }

    @Test
    void startsAPlugin() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1"));

        assertThat(statuses()).containsOnly(Map.entry("fans.jar", PluginStatus.ACTIVE));
        assertThat(running()).containsExactly("fans 1.0.0");
    }

    @Test
    void putsANewVersionOfAFileInThePlaceOfTheOld() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1"));
        deploy("fans.jar", JarBuilder.bundle("fans", "2"));

        assertThat(running()).containsExactly("fans 2.0.0");
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

        assertThat(statuses()).isEmpty();
        assertThat(running()).isEmpty();
        assertThat(folder.resolve("copies")).isEmptyDirectory();
    }

    @Test
    void usesTheHigherOfTwoVersionsAndTheOtherWhenItIsGone() throws Exception {
        Path high = deploy("a.jar", JarBuilder.bundle("fans", "2"));
        deploy("b.jar", JarBuilder.bundle("fans", "1"));

        assertThat(running()).containsExactly("fans 2.0.0");
        assertThat(statuses())
                .containsEntry("a.jar", PluginStatus.ACTIVE)
                .containsEntry("b.jar", PluginStatus.shadowed("version 2.0.0 in a.jar is used"));

        deployments.remove(high);

        assertThat(running()).containsExactly("fans 1.0.0");
        assertThat(statuses()).containsOnly(Map.entry("b.jar", PluginStatus.ACTIVE));
    }

    @Test
    void refusesTheNameOfAnOwnBundleAndLeavesThatAlone() throws Exception {
        deploy("scr.jar", JarBuilder.bundle("org.apache.felix.scr", "99"));

        assertThat(status("scr.jar").state()).isEqualTo(PluginState.REFUSED);
        assertThat(status("scr.jar").reason()).contains("org.apache.felix.scr");
        assertThat(running()).isEmpty();
    }

    @Test
    void startsAPluginWhenThePackageThatItWaitsForComes() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1").header("Import-Package", "acme.lib;version=\"[1,2)\""));
        assertThat(statuses())
                .containsEntry("fans.jar", PluginStatus.waiting("it needs package acme.lib from version 1.0.0"));

        deploy("lib.jar", JarBuilder.bundle("lib", "1").header("Export-Package", "acme.lib;version=1.5"));

        assertThat(running()).containsExactly("fans 1.0.0", "lib 1.0.0");
        assertThat(status("fans.jar")).isEqualTo(PluginStatus.ACTIVE);
    }

    @Test
    void saysWhichApiAPluginIsBuiltFor() throws Exception {
        deploy(
                "fans.jar",
                JarBuilder.bundle("fans", "1")
                        .header("Import-Package", "io.nephoscope.api.pollster;version=\"[3.0,4)\""));

        assertThat(status("fans.jar").state()).isEqualTo(PluginState.REFUSED);
        assertThat(status("fans.jar").reason())
                .contains("version 3.0.0 of io.nephoscope.api.pollster")
                .contains("2.0.0");
    }

    @Test
    void saysWhichJavaAPluginNeeds() throws Exception {
        deploy(
                "fans.jar",
                JarBuilder.bundle("fans", "1")
                        .header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\""));

        assertThat(status("fans.jar").state()).isEqualTo(PluginState.REFUSED);
        assertThat(status("fans.jar").reason()).contains("Java 99");
    }

    @Test
    void saysWhyAnActivatorFailed() throws Exception {
        deploy(
                "fans.jar",
                JarBuilder.bundle("fans", "1")
                        .header("Bundle-Activator", FailingActivator.class.getName())
                        .header("Import-Package", "org.osgi.framework")
                        .type(FailingActivator.class));

        assertThat(status("fans.jar"))
                .isEqualTo(PluginStatus.failed("it does not start: IllegalStateException: no fans found"));
    }

    @Test
    void saysWhyAConstructorFailed() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1").component(FailingComponent.class, ""));

        await().untilAsserted(() -> {
            deployments.review();
            assertThat(status("fans.jar").state()).isEqualTo(PluginState.FAILED);
        });
        assertThat(status("fans.jar").reason()).contains("FailingComponent", "no fans found");
    }

    @Test
    void takesAMendedPlugin() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1").header("Bundle-Activator", "no.such.Activator"));

        deploy("fans.jar", JarBuilder.bundle("fans", "1"));

        assertThat(status("fans.jar")).isEqualTo(PluginStatus.ACTIVE);
    }

    @Test
    void saysWhichServiceAComponentWaitsFor() throws Exception {
        deploy(
                "fans.jar",
                JarBuilder.bundle("fans", "1")
                        .component(FailingComponent.class, "<reference name=\"bus\" interface=\"acme.Bus\"/>"));

        assertThat(status("fans.jar")).isEqualTo(PluginStatus.waiting("FailingComponent needs the service acme.Bus"));
    }

    @Test
    void keepsWhatIsInUseWhenItsFileIsOverwrittenByRubbish() throws Exception {
        Path file = deploy("fans.jar", JarBuilder.bundle("fans", "1"));

        deployments.refuse(file, "it cannot be read");

        assertThat(running()).containsExactly("fans 1.0.0");
        assertThat(status("fans.jar")).isEqualTo(PluginStatus.refused("it cannot be read; version 1.0.0 stays in use"));
    }

    @Test
    void asksAComponentAgainThatFailedOnceAndWasMended() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1").component(ConfiguredComponent.class, "", "acme.fans"));
        await().untilAsserted(() -> {
            deployments.review();
            assertThat(status("fans.jar").state()).isEqualTo(PluginState.FAILED);
        });
        assertThat(status("fans.jar").reason()).contains("floor is missing");

        framework
                .service(ConfigurationAdmin.class)
                .getConfiguration("acme.fans", "?")
                .update(FrameworkUtil.asDictionary(Map.of("floor", "3")));

        await().untilAsserted(() -> {
            deployments.review();
            assertThat(status("fans.jar")).isEqualTo(PluginStatus.ACTIVE);
        });
    }

    @Test
    void saysThatAComponentIsCompiledForANewerJava() throws Exception {
        deploy(
                "fans.jar",
                JarBuilder.bundle("fans", "1")
                        .component(IdleComponent.class, "")
                        .classFileVersion(199));

        assertThat(status("fans.jar").state()).isEqualTo(PluginState.FAILED);
        assertThat(status("fans.jar").reason())
                .contains("IdleComponent is compiled for Java 155 (class file 199), this is Java "
                        + Runtime.version().feature());
    }

    @Test
    void saysWhichPackageAComponentLacks() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1").component(NeedyComponent.class, ""));

        assertThat(status("fans.jar").state()).isEqualTo(PluginState.FAILED);
        assertThat(status("fans.jar").reason())
                .contains("it needs the package org.osgi.service.cm, which its Import-Package lacks and "
                        + "org.apache.felix.framework exports");
    }

    @Test
    void saysThatNoComponentOffersAPollsterThatTheManifestPromises() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1").header("Provide-Capability", PROMISE));

        assertThat(status("fans.jar").state()).isEqualTo(PluginState.FAILED);
        assertThat(status("fans.jar").reason())
                .isEqualTo("its manifest promises fan.speed, but no component offers that; "
                        + "build it with bnd-maven-plugin");
    }

    @Test
    void takesAPromiseThatAComponentKeeps() throws Exception {
        deploy(
                "fans.jar",
                JarBuilder.bundle("fans", "1")
                        .header("Provide-Capability", PROMISE)
                        .component(IdleComponent.class, "<property name=\"pollster.name\" value=\"fan.speed\"/>"));

        assertThat(status("fans.jar")).isEqualTo(PluginStatus.ACTIVE);
    }

    @Test
    void listsWhatIsIgnored() {
        deployments.ignore(folder.resolve("README.txt"), "it is no jar");

        assertThat(statuses()).containsOnly(Map.entry("README.txt", PluginStatus.ignored("it is no jar")));
    }

    @Test
    void leavesAPluginAloneWhoseFileIsTouched() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1"));
        long id = framework.context().getBundle("plugin:fans").getBundleId();

        deploy("fans.jar", JarBuilder.bundle("fans", "1"));

        assertThat(framework.context().getBundle("plugin:fans").getBundleId()).isEqualTo(id);
        assertThat(folder.resolve("copies").toFile().list()).hasSize(1);
    }

    @Test
    void triesAPluginAgainThatDidNotStartWhenItsFileIsTouched() throws Exception {
        deploy("fans.jar", activator(FailingActivator.class));
        long id = framework.context().getBundle("plugin:fans").getBundleId();

        deploy("fans.jar", activator(FailingActivator.class));

        assertThat(framework.context().getBundle("plugin:fans").getBundleId()).isNotEqualTo(id);
    }

    @Test
    void goesOnWithOthersWhileAnActivatorHangsInItsStartAndNamesIt() throws Exception {
        deploy("hang.jar", activator(HangingActivator.class));
        assertThat(status("hang.jar").state()).isEqualTo(PluginState.FAILED);
        assertThat(status("hang.jar").reason()).contains("its start has not returned for");

        deploy("pumps.jar", JarBuilder.bundle("pumps", "1"));
        assertThat(status("pumps.jar")).isEqualTo(PluginStatus.ACTIVE);

        HangingActivator.release();
        await().untilAsserted(() -> {
            deployments.review();
            assertThat(status("hang.jar")).isEqualTo(PluginStatus.ACTIVE);
        });
    }

    @Test
    void namesADeletedPluginThatHangsInItsStopUntilItIsGone() throws Exception {
        Path file = deploy("hang.jar", activator(HangingInStop.class));
        deployments.remove(file);
        assertThat(status("hang.jar").state()).isEqualTo(PluginState.LEFT_BEHIND);
        assertThat(status("hang.jar").reason()).contains("fans 1.0.0", "its stop has not returned for");

        deploy("pumps.jar", JarBuilder.bundle("pumps", "1"));
        assertThat(status("pumps.jar")).isEqualTo(PluginStatus.ACTIVE);

        HangingActivator.release();
        await().untilAsserted(() -> {
            deployments.review();
            assertThat(statuses()).containsOnlyKeys("pumps.jar");
        });
        assertThat(framework.context().getBundle("plugin:fans")).isNull();
    }

    @Test
    void startsANewVersionWhenTheOldOneHasStoppedAtLast() throws Exception {
        deploy("hang.jar", activator(HangingInStop.class));

        deploy("hang.jar", JarBuilder.bundle("fans", "2"));
        assertThat(status("hang.jar").state()).isEqualTo(PluginState.FAILED);
        assertThat(status("hang.jar").reason()).contains("the version before hangs");

        HangingActivator.release();
        await().untilAsserted(() -> {
            deployments.review();
            assertThat(running()).containsExactly("fans 2.0.0");
        });
        assertThat(status("hang.jar")).isEqualTo(PluginStatus.ACTIVE);
    }

    /** Any plugin can interrupt any thread; the deployer does again what was interrupted. */
    @Test
    void goesOnWhereItWasInterrupted() throws Exception {
        Path file = JarBuilder.bundle("fans", "1").writeTo(folder.resolve("fans.jar"));
        interrupted(() -> deployments.accept(reader.read(file)));
        assertThat(running()).isEmpty();
        deployments.accept(reader.read(file));
        assertThat(running()).containsExactly("fans 1.0.0");

        JarBuilder.bundle("fans", "2").writeTo(file);
        interrupted(() -> deployments.accept(reader.read(file)));
        assertThat(running()).doesNotContain("fans 2.0.0");
        deployments.accept(reader.read(file));
        assertThat(running()).containsExactly("fans 2.0.0");

        interrupted(() -> deployments.remove(file));
        deployments.remove(file);
        assertThat(framework.context().getBundle("plugin:fans")).isNull();
        assertThat(plugins).isEmpty();
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void interrupted(Step step) {
        assertThatThrownBy(() -> {
                    Thread.currentThread().interrupt();
                    step.run();
                })
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void outlivesAnActivatorThatThrowsInItsStop() throws Exception {
        Path file = deploy("fans.jar", activator(ThrowingInStop.class));

        deployments.remove(file);

        assertThat(statuses()).isEmpty();
        assertThat(framework.context().getBundle("plugin:fans")).isNull();
    }

    @Test
    void namesThreadsThatADeletedPluginLeftBehindUntilTheyEnd() throws Exception {
        Path file = deploy("fans.jar", activator(ThreadLeaver.class).type(ThreadLeaver.Work.class));

        deployments.remove(file);
        assertThat(statuses()).isEmpty();
        nanos = Leftovers.GRACE.toNanos();
        deployments.review();

        assertThat(status("fans.jar").state()).isEqualTo(PluginState.LEFT_BEHIND);
        assertThat(status("fans.jar").reason()).contains("of fans 1.0.0: 1 thread of it still run", "left-fan");
        HangingActivator.release();
    }

    @Test
    void blamesNoPluginForAThreadOfAnotherWithEqualClasses() throws Exception {
        Path fans = deploy("fans.jar", activator(ThreadLeaver.class).type(ThreadLeaver.Work.class));
        Path lamps = deploy("lamps.jar", activator("lamps", ThreadLeaver.class).type(ThreadLeaver.Work.class));

        deployments.remove(fans);
        nanos = Leftovers.GRACE.toNanos();
        deployments.review();

        assertThat(status("fans.jar").reason()).contains("of fans 1.0.0: 1 thread of it still run");
        assertThat(status("lamps.jar")).isEqualTo(PluginStatus.ACTIVE);

        deployments.remove(lamps);
        nanos = 2 * Leftovers.GRACE.toNanos();
        deployments.review();

        assertThat(status("lamps.jar").reason()).contains("of lamps 1.0.0: 1 thread of it still run");
    }

    @Test
    void namesAThreadThatRunsClassesOfNoOther() throws Exception {
        Path fans = deploy("fans.jar", activator(TaskLeaver.class));

        deployments.remove(fans);
        nanos = Leftovers.GRACE.toNanos();
        deployments.review();

        assertThat(status("fans.jar").reason()).contains("1 thread of it still run", "left-task");
    }

    @Test
    void blamesNobodyForAThreadThatMayBeOfEither() throws Exception {
        Path fans = deploy("fans.jar", activator(TaskLeaver.class));
        Path lamps = deploy("lamps.jar", activator("lamps", TaskLeaver.class));

        deployments.remove(fans);
        deployments.remove(lamps);
        nanos = Leftovers.GRACE.toNanos();
        deployments.review();

        assertThat(statuses()).isEmpty();
    }

    @Test
    void refusesToStandInForAPackageOfTheAgentsOwn() throws Exception {
        deploy("fans.jar", JarBuilder.bundle("fans", "1").header("Export-Package", "org.osgi.service.cm;version=99"));

        assertThat(status("fans.jar").state()).isEqualTo(PluginState.REFUSED);
        assertThat(status("fans.jar").reason()).contains("exports org.osgi.service.cm");
        assertThat(framework.context().getBundle("plugin:fans")).isNull();
    }

    @Test
    void wiresNoBundleOfTheAgentsOwnToAPlugin() throws Exception {
        Bundle own =
                own("acme.own", "Import-Package", "acme.lib;resolution:=optional", "Require-Capability", "acme.cap");
        deploy(
                "lib.jar",
                JarBuilder.bundle("lib", "1")
                        .header("Export-Package", "acme.lib")
                        .header("Provide-Capability", "acme.cap"));

        assertThatThrownBy(own::start).isInstanceOf(BundleException.class).hasMessageContaining("acme.cap");
        assertThat(running()).containsExactly("lib 1.0.0");
    }

    @Test
    void keepsDynamicImportsAwayFromWhatTheAgentHidesAndUnchanged() throws Exception {
        Bundle own = own("acme.core", "Export-Package", "acme.seen");
        own.start();
        long modified = own.getLastModified();
        deploy("fans.jar", JarBuilder.bundle("fans", "1").header("DynamicImport-Package", "*"));
        Bundle plugin = framework.context().getBundle("plugin:fans");

        assertThatThrownBy(() -> plugin.loadClass("io.nephoscope.core.agent.Agent"))
                .isInstanceOf(ClassNotFoundException.class);
        deployments.remove(folder.resolve("fans.jar"));

        assertThat(own.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(own.getLastModified()).isEqualTo(modified);
    }

    @Test
    void refusesTheNameOfTheFrameworkItself() throws Exception {
        deploy("a.jar", JarBuilder.bundle("system.bundle", "1"));
        deploy("b.jar", JarBuilder.bundle("org.apache.felix.framework", "99"));

        assertThat(statuses().values()).extracting(PluginStatus::state).containsOnly(PluginState.REFUSED);
    }

    private static JarBuilder activator(Class<?> type) {
        return activator("fans", type);
    }

    private static JarBuilder activator(String name, Class<?> type) {
        return JarBuilder.bundle(name, "1")
                .header("Bundle-Activator", type.getName())
                .header("Import-Package", "org.osgi.framework")
                .type(type);
    }

    private Bundle own(String name, String... headers) throws Exception {
        JarBuilder jar = JarBuilder.bundle(name, "1");
        for (int i = 0; i < headers.length; i += 2) {
            jar.header(headers[i], headers[i + 1]);
        }
        return framework.context().installBundle("own:" + name, new ByteArrayInputStream(jar.bytes()));
    }

    private Path deploy(String name, JarBuilder jar) throws Exception {
        Path file = jar.writeTo(folder.resolve(name));
        deployments.accept(reader.read(file));
        return file;
    }

    private Map<String, PluginStatus> statuses() {
        Map<String, PluginStatus> statuses = new TreeMap<>();
        plugins.forEach(plugin -> statuses.putIfAbsent(plugin.fileName(), plugin.status()));
        return statuses;
    }

    private PluginStatus status(String fileName) {
        return Objects.requireNonNull(statuses().get(fileName));
    }

    private List<String> running() {
        return Arrays.stream(framework.context().getBundles())
                .filter(bundle -> bundle.getLocation().startsWith("plugin:") && bundle.getState() == Bundle.ACTIVE)
                .map(bundle -> bundle.getSymbolicName() + " " + bundle.getVersion())
                .sorted()
                .toList();
    }
}
