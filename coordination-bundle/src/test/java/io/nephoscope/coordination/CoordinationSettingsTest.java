package io.nephoscope.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.partition.coordination.PartitionSettings;
import io.nephoscope.support.config.Configuration;
import io.nephoscope.support.config.KeyValues;
import io.nephoscope.support.text.HostName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoordinationSettingsTest {

    private final Configuration configuration = CoordinationSettings.configuration("pid");

    private CoordinationSettings read(Map<String, ?> properties) {
        KeyValues values = configuration.read(properties);
        return CoordinationSettings.of(values, configuration.lacking().isEmpty());
    }

    @Test
    void areOffByDefaultAndNameTheHost() {
        CoordinationSettings settings = read(Map.of());

        assertThat(settings.backend()).isEmpty();
        assertThat(settings.target("central")).isEmpty();
        assertThat(settings.member().id()).isEqualTo(HostName.local().replaceAll("[^A-Za-z0-9._-]", "_"));
        assertThat(settings.session()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.partition()).isEqualTo(PartitionSettings.DEFAULT);
        assertThat(configuration.refused()).isEmpty();
    }

    @Test
    void tellTheEngineWhereToGo(@TempDir Path folder) throws Exception {
        Path url = Files.writeString(folder.resolve("url"), "etcd3+https://me:secret@one/x\n");

        CoordinationTarget target = read(Map.of("backend.url", "file:" + url, "member", "ctl-1"))
                .target("central-lab")
                .orElseThrow();

        assertThat(target.root()).isEqualTo("nephoscope/central-lab");
        assertThat(target.member()).isEqualTo("ctl-1");
        assertThat(target.path()).isEqualTo("x");
        assertThat(target.login()).isPresent();
        assertThat(target.tls()).isPresent();
        assertThat(target.toString()).doesNotContain("secret");
    }

    @Test
    void lookNeverWhetherLoadsAreEvenWhereThatIsWanted() {
        assertThat(read(Map.of("rebalance", "0")).partition().rebalance()).isZero();
        assertThat(configuration.refused()).isEmpty();
    }

    @Test
    void wantALeadThatIsLongerThanASession() {
        CoordinationSettings settings = read(Map.of("handover.lead", "10"));

        assertThat(configuration.refused())
                .singleElement()
                .asString()
                .contains("handover.lead: must be longer than session.timeout, which is 10");
        assertThat(settings.partition().lead()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void wantAGraceThatIsLongerThanASession() {
        CoordinationSettings unused = read(Map.of("session.timeout", "20", "handover.lead", "30", "grace", "20"));

        assertThat(configuration.refused())
                .singleElement()
                .asString()
                .contains("grace: must be longer than session.timeout");
    }

    /** By a UUID, as Ceilometer's agents have, that stays the same. */
    @Test
    void sharesAsCeilometerDoes() {
        Map<String, String> given =
                Map.of("backend.url", "zookeeper://one:2181/ignored", "partitioning", "tooz", "member", "ctl-1");

        CoordinationTarget target = read(given).toozTarget().orElseThrow();

        assertThat(configuration.refused()).isEmpty();
        assertThat(target.root()).isEqualTo("tooz");
        assertThat(target.path()).isEmpty();
        assertThat(target.member())
                .isEqualTo(read(given).toozTarget().orElseThrow().member())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    }

    @Test
    void useNoBackendWhereTheWayOfSharingIsRefused() {
        CoordinationSettings settings = read(Map.of("backend.url", "zookeeper://one", "partitioning", "rings"));

        assertThat(settings.backend()).isEmpty();
        assertThat(configuration.refused()).singleElement().asString().contains("partitioning: ", "slots", "tooz");
    }

    @Test
    void wantTlsToBeSpokenWhereItsFilesAreGiven(@TempDir Path folder) throws Exception {
        Path authorities = Files.writeString(folder.resolve("ca.pem"), "x");

        CoordinationSettings unused =
                read(Map.of("backend.url", "zookeeper://one", "tls.ca.file", authorities.toString()));

        assertThat(configuration.refused()).singleElement().asString().contains("tls.ca.file: needs tls = true");
    }

    @Test
    void refuseNamesThatEnginesCannotTake() {
        CoordinationSettings unused = read(Map.of("member", "a/b"));

        assertThat(configuration.refused())
                .singleElement()
                .asString()
                .contains("member: must be of letters, digits, dots, dashes and underscores");
    }
}
