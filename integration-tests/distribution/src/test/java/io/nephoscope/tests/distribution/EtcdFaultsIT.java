package io.nephoscope.tests.distribution;

import static io.nephoscope.api.coordination.Coordination.ASSIGNMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Outcome;
import io.nephoscope.api.coordination.CoordinationListener.View;
import io.nephoscope.api.coordination.CoordinationTarget;
import io.nephoscope.api.coordination.CoordinationTarget.Login;
import io.nephoscope.api.coordination.CoordinationTarget.Tls;
import io.nephoscope.coordination.etcd.EtcdCoordinationEngine;
import io.nephoscope.testkit.coordination.RecordingCoordinationListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens to members when nodes of a real etcd fail, and what only etcd has: logins, TLS, limits. */
@Tag("coordination")
class EtcdFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SESSION = Duration.ofSeconds(6);
    private static final String ROOT = "faults";

    private final EtcdCoordinationEngine engine = new EtcdCoordinationEngine();
    private final List<Coordination> open = new ArrayList<>();

    private record Agent(Coordination coordination, RecordingCoordinationListener told) {

        View await(Predicate<View> wanted) throws Exception {
            return told.await(wanted, PATIENCE);
        }

        Outcome write(String text) throws Exception {
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            coordination.commit(Map.of(), Map.of(ASSIGNMENT, text), outcome::complete);
            return outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        /** Writes until etcd says that it has: after an election it may be asked twice. */
        void writeAtLast(String text) throws Exception {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (write(text) != Outcome.COMMITTED) {
                assertThat(System.nanoTime()).as("etcd takes no write").isLessThan(until);
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    @BeforeEach
    void clear() throws Exception {
        Testbed.call("etcd", "stop");
    }

    @AfterEach
    void stop() throws Exception {
        open.forEach(Coordination::abandon);
        Testbed.call("etcd", "stop");
    }

    private static List<String> hosts() throws Exception {
        return List.of(Testbed.call("etcd", "endpoints").split(",", -1));
    }

    private static CoordinationTarget target(String scheme, String member, Optional<Login> login, Optional<Tls> tls)
            throws Exception {
        return new CoordinationTarget(scheme, hosts(), "", Map.of(), ROOT, member, SESSION, login, tls);
    }

    private Agent open(CoordinationTarget target) {
        RecordingCoordinationListener told = new RecordingCoordinationListener();
        Coordination coordination = engine.open(target, told);
        open.add(coordination);
        coordination.join("record");
        return new Agent(coordination, told);
    }

    private Agent joined(String member) throws Exception {
        Agent agent = open(target("etcd3", member, Optional.empty(), Optional.empty()));
        agent.await(has(member));
        return agent;
    }

    private static Predicate<View> has(String member) {
        return view -> view.members().containsKey(member);
    }

    private static Predicate<View> says(String text) {
        return view -> view.assignment().text().equals(text);
    }

    private static Predicate<View> hasNewly(String member, View before) {
        long created = before.members().get(member).created();
        return has(member).and(view -> view.members().get(member).created() > created);
    }

    @Test
    void goesOnAtAnotherNodeWhenTheirsIsKilled() throws Exception {
        Testbed.call("etcd", "start", "--nodes", "3");
        Agent one = joined("a");
        Agent other = joined("b");
        one.await(has("b"));

        Testbed.call("etcd", "kill", "1");
        one.writeAtLast("after");

        View view = other.await(says("after"));
        assertThat(view.members()).containsOnlyKeys("a", "b");
        assertNeverGone(one, "b");
    }

    private static void assertNeverGone(Agent agent, String member) {
        List<View> views = agent.told().views();
        int first = 0;
        while (!views.get(first).members().containsKey(member)) {
            first++;
        }
        assertThat(views.subList(first, views.size()))
                .allMatch(view -> view.members().containsKey(member));
    }

    /** Its connections stay open, and nothing comes. */
    @Test
    void goesOnAtAnotherNodeWhenTheirsIsSilent() throws Exception {
        Testbed.call("etcd", "start", "--nodes", "3");
        Agent one = joined("a");
        Agent other = joined("b");
        one.await(has("b"));

        Testbed.call("etcd", "pause", "1");
        one.writeAtLast("after");

        other.await(says("after"));
        assertNeverGone(one, "b");
        Testbed.call("etcd", "resume", "1");
    }

    @Test
    void areToldWhenTheMajorityIsLostAndComeBackWithIt() throws Exception {
        Testbed.call("etcd", "start", "--nodes", "3");
        Agent one = joined("a");
        one.writeAtLast("before");

        Testbed.call("etcd", "kill", "2");
        Testbed.call("etcd", "kill", "3");
        one.told().awaitDisconnection(PATIENCE);
        assertThat(one.write("lost")).isEqualTo(Outcome.UNKNOWN);
        Testbed.call("etcd", "start", "2");

        one.await(has("a").and(says("before")));
        one.writeAtLast("after");
        one.await(says("after"));
    }

    @Test
    void joinAgainWhenTheirLeaseIsTakenAway() throws Exception {
        Testbed.call("etcd", "start");
        Agent one = joined("a");
        Agent other = joined("b");
        View before = one.await(has("b"));

        List<String> leases = Testbed.call("etcd", "ctl", "lease", "list")
                .lines()
                .filter(line -> line.matches("[0-9a-f]{16}"))
                .toList();
        for (String lease : leases) {
            Testbed.call("etcd", "ctl", "lease", "revoke", lease);
        }

        one.await(hasNewly("a", before).and(hasNewly("b", before)));
        other.await(hasNewly("a", before).and(hasNewly("b", before)));
        assertThat(one.told().disconnections()).isZero();
    }

    @Test
    void tellThatARecordIsTooLargeAsNotWritten() throws Exception {
        Testbed.call("etcd", "start");
        Agent one = joined("a");
        one.writeAtLast("small");

        assertThat(one.write("x".repeat(1_600_000))).isEqualTo(Outcome.UNKNOWN);
        assertThat(one.write("x".repeat(4_000_000))).isEqualTo(Outcome.UNKNOWN);

        assertThat(one.await(says("small")).members()).containsKey("a");
        one.writeAtLast("small again");
        assertThat(one.told().disconnections()).isZero();
    }

    @Test
    void signInAndDoSoAgainWhenTheirTokenIsForgotten() throws Exception {
        Testbed.call("etcd", "start");
        Testbed.call("etcd", "ctl", "user", "add", "root:secret");
        Testbed.call("etcd", "ctl", "user", "add", "agent:pass word");
        Testbed.call("etcd", "ctl", "role", "add", "group");
        Testbed.call("etcd", "ctl", "role", "grant-permission", "group", "readwrite", "--prefix=true", ROOT + "/");
        Testbed.call("etcd", "ctl", "user", "grant-role", "agent", "group");
        Testbed.call("etcd", "ctl", "user", "grant-role", "root", "root");
        Testbed.call("etcd", "ctl", "auth", "enable");
        Optional<Login> login = Optional.of(new Login("agent", "pass word"));

        Agent one = open(target("etcd3", "a", login, Optional.empty()));
        one.await(has("a"));
        Testbed.call("etcd", "kill", "1");
        one.told().awaitDisconnection(PATIENCE);
        Testbed.call("etcd", "start", "1");
        one.await(has("a"));
        one.writeAtLast("signed in");
        // With each change of users all tokens are of an old revision.
        Testbed.call("etcd", "ctl", "--user", "root:secret", "user", "add", "another:one");
        assertThat(one.write("still signed in")).isEqualTo(Outcome.COMMITTED);

        Agent stranger = open(target("etcd3", "b", Optional.of(new Login("agent", "wrong")), Optional.empty()));
        stranger.told().awaitDisconnection(PATIENCE);
        assertThat(stranger.write("x")).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void speakTlsWithACertificateOfTheirOwn() throws Exception {
        Testbed.call("etcd", "start", "--tls");
        Path files = Path.of(Testbed.call("etcd", "tls"));
        Tls mutual = new Tls(
                Optional.of(files.resolve("ca.pem")),
                Optional.of(files.resolve("agent.pem")),
                Optional.of(files.resolve("agent.key")),
                true);

        Agent one = open(target("etcd3+https", "a", Optional.empty(), Optional.of(mutual)));
        one.await(has("a"));
        one.writeAtLast("encrypted");
        one.await(says("encrypted"));

        Tls nobody = new Tls(mutual.authorities(), Optional.empty(), Optional.empty(), true);
        Agent stranger = open(target("etcd3+https", "b", Optional.empty(), Optional.of(nobody)));
        stranger.told().awaitDisconnection(PATIENCE);
    }

    @Test
    void refuseACertificateForAnotherNameUnlessToldOtherwise() throws Exception {
        Testbed.call("etcd", "start", "--tls", "--name", "elsewhere.example");
        Path files = Path.of(Testbed.call("etcd", "tls"));
        Tls strict = new Tls(
                Optional.of(files.resolve("ca.pem")),
                Optional.of(files.resolve("agent.pem")),
                Optional.of(files.resolve("agent.key")),
                true);
        Tls lax = new Tls(strict.authorities(), strict.certificate(), strict.key(), false);

        Agent refusing = open(target("etcd3+https", "a", Optional.empty(), Optional.of(strict)));
        refusing.told().awaitDisconnection(PATIENCE);

        open(target("etcd3+https", "b", Optional.empty(), Optional.of(lax))).await(has("b"));
        assertThat(refusing.told().views()).isEmpty();
    }

    @Test
    void sayWhatInAUrlCannotBe() throws Exception {
        Testbed.call("etcd", "start");
        CoordinationTarget wrong = new CoordinationTarget(
                "etcd3", hosts(), "", Map.of("time_out", "5"), ROOT, "a", SESSION, Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> engine.open(wrong, new RecordingCoordinationListener()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("etcd has no option time_out; there are api_version, ca_cert");
    }
}
