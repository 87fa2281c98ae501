package io.nephoscope.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class ChoiceTest {

    private static final PluginJar OLD = jar("fans-9.jar", "fans", "1.9");
    private static final PluginJar NEW = jar("fans-10.jar", "fans", "1.10");
    private static final PluginJar NEW_AGAIN = jar("fans-copy.jar", "fans", "1.10");
    private static final PluginJar OTHER = jar("other.jar", "other", "0");

    @Test
    void takesTheHighestVersionOfEach() {
        assertThat(HighestVersions.of(List.of(OLD, NEW, OTHER), Set.of(OLD.file()))
                        .values())
                .containsExactlyInAnyOrder(NEW, OTHER);
    }

    @Test
    void keepsWhatIsInUseWhereVersionsAreEqual() {
        assertThat(HighestVersions.of(List.of(NEW, NEW_AGAIN), Set.of(NEW_AGAIN.file()))
                        .values())
                .containsExactly(NEW_AGAIN);
    }

    @Test
    void takesTheFirstByNameWhereNothingElseTells() {
        assertThat(HighestVersions.of(List.of(NEW_AGAIN, NEW), Set.of()).values())
                .containsExactly(NEW);
    }

    private static PluginJar jar(String file, String bundle, String version) {
        return new PluginJar(
                Path.of(file), Path.of("copy"), "", bundle, Version.parseVersion(version), List.of(), List.of(), false);
    }
}
