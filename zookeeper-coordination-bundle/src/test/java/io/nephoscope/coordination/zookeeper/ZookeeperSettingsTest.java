package io.nephoscope.coordination.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.api.coordination.CoordinationTarget.Login;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ZookeeperSettingsTest {

    private static CoordinationTarget target(String path, String member, Map<String, String> options) {
        return new CoordinationTarget(
                "zookeeper",
                List.of("zk-1", "zk-2:2182"),
                path,
                options,
                "nephoscope/central",
                member,
                Duration.ofSeconds(10),
                Optional.empty(),
                Optional.empty());
    }

    private static ZookeeperSettings settings(Map<String, String> options) {
        return ZookeeperSettings.of(target("", "a", options));
    }

    @Test
    void namesNodesBelowThePathOfTheUrl() {
        ZnodePaths paths =
                ZookeeperSettings.of(target("my/cloud", "ctl-1", Map.of())).paths();

        assertThat(paths.ownMember()).isEqualTo("/my/cloud/nephoscope/central/members/ctl-1");
        assertThat(paths.record("progress/ctl-2")).isEqualTo("/my/cloud/nephoscope/central/progress/ctl-2");
        assertThat(paths.folders())
                .containsExactly(
                        "/my",
                        "/my/cloud",
                        "/my/cloud/nephoscope",
                        "/my/cloud/nephoscope/central",
                        "/my/cloud/nephoscope/central/members",
                        "/my/cloud/nephoscope/central/progress",
                        "/my/cloud/nephoscope/central/loads",
                        "/my/cloud/nephoscope/central/lists");
    }

    @Test
    void takesOptionsAsToozDoes() {
        ZookeeperSettings settings = settings(
                Map.of("timeout", "7.5", "hosts", "zk-3:1,zk-4", "use_ssl", "True", "ca", "/ca.pem", "namespace", "x"));

        assertThat(settings.session()).isEqualTo(Duration.ofMillis(7500));
        assertThat(settings.hosts()).isEqualTo("zk-1,zk-2:2182,zk-3:1,zk-4");
        assertThat(settings.tls().orElseThrow().authorities()).contains(Path.of("/ca.pem"));
        assertThat(settings(Map.of()).session()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings(Map.of()).tls()).isEmpty();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> settings(Map.of("timeout", "soon"))).hasMessageContaining("timeout");
        assertThatThrownBy(() -> settings(Map.of("timeout", "0"))).hasMessageContaining("timeout");
        assertThatThrownBy(() -> settings(Map.of("use_ssl", "1", "verify_certs", "0")))
                .hasMessageContaining("verify_certs");
        assertThatThrownBy(() -> ZookeeperSettings.of(target("", "a/b", Map.of())))
                .hasMessageContaining("a/b");
        assertThatThrownBy(() -> ZookeeperSettings.of(target("../x", "a", Map.of())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNoPassword() {
        CoordinationTarget target = target("", "a", Map.of());
        ZookeeperSettings settings = ZookeeperSettings.of(new CoordinationTarget(
                target.scheme(),
                target.hosts(),
                target.path(),
                target.options(),
                target.root(),
                target.member(),
                target.session(),
                Optional.of(new Login("ceilometer", "s3cret")),
                Optional.empty()));

        assertThat(settings.toString()).doesNotContain("s3cret");
    }
}
