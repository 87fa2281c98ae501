package io.nephoscope.testkit.coordination;

import static io.nephoscope.api.coordination.Coordination.ABSENT;
import static io.nephoscope.api.coordination.Coordination.ASSIGNMENT;
import static io.nephoscope.api.coordination.Coordination.LISTS;
import static io.nephoscope.api.coordination.Coordination.PROGRESS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.coordination.Coordination.Outcome;
import io.nephoscope.api.coordination.Coordination.Stored;
import io.nephoscope.api.coordination.CoordinationEngine;
import io.nephoscope.api.coordination.CoordinationListener.Present;
import io.nephoscope.api.coordination.CoordinationListener.View;
import io.nephoscope.api.coordination.CoordinationTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the agent relies on in every engine of coordination. A test extends it and names a real server, which it
 * starts before each test or once for all.
 */
@SuppressWarnings("JUnitTestMethodInAbstractClass")
public abstract class CoordinationContract {

    /** Machines are busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Coordination> open = Collections.synchronizedList(new ArrayList<>());
    private final List<RecordingCoordinationListener> listeners = Collections.synchronizedList(new ArrayList<>());
    private final String root = "contract/" + UUID.randomUUID();

    /** The engine to be tested. */
    protected abstract CoordinationEngine engine();

    /** Where the server is, for a member below a root; with the shortest session that the server grants. */
    protected abstract CoordinationTarget target(String memberRoot, String member);

    /** Ends the server; it keeps what it holds. */
    protected abstract void stopServer() throws Exception;

    /** Starts the server again, where it was. */
    protected abstract void startServer() throws Exception;

    /** One that has opened the engine, and what it was told. */
    private record Agent(Coordination coordination, RecordingCoordinationListener told) {

        View await(Predicate<View> wanted) throws Exception {
            return told.await(wanted, PATIENCE);
        }

        Outcome commit(Map<String, Long> expected, Map<String, String> writes) throws Exception {
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            coordination.commit(expected, writes, outcome::complete);
            return outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        Map<String, Stored> read(String... names) throws Exception {
            CompletableFuture<Map<String, Stored>> found = new CompletableFuture<>();
            coordination.read(Set.of(names), found::complete);
            return found.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        Stored assignment() throws Exception {
            return read(ASSIGNMENT).getOrDefault(ASSIGNMENT, new Stored("not read", 0));
        }
    }

    private Agent agent(String member) {
        RecordingCoordinationListener told = new RecordingCoordinationListener();
        Coordination coordination = engine().open(target(root, member), told);
        open.add(coordination);
        listeners.add(told);
        return new Agent(coordination, told);
    }

    private Agent connected(String member) throws Exception {
        Agent agent = agent(member);
        agent.await(view -> true);
        return agent;
    }

    private Agent joined(String member) throws Exception {
        Agent agent = agent(member);
        agent.coordination().join("record of " + member);
        agent.await(view -> view.members().containsKey(member));
        return agent;
    }

    private static Predicate<View> has(String... members) {
        return view -> view.members().keySet().equals(Set.of(members));
    }

    @AfterEach
    void leaveAll() {
        open.forEach(Coordination::leave);
        assertFalse(
                listeners.stream().anyMatch(RecordingCoordinationListener::overlapped),
                "a listener was told two things at the same time");
    }

    // ------------------------------------------------------------------ lists

    /** As large as a list may be, beside its short record. */
    @Test
    void keepsListsThatOneMakesForAll() throws Exception {
        Agent maker = connected("maker");
        Agent taker = connected("taker");
        String large = "x".repeat(900_000);

        assertEquals(
                Outcome.COMMITTED, maker.commit(Map.of(), Map.of(LISTS + "a%40", "1", LISTS + "a%40.content", large)));
        assertEquals(large, text(taker, LISTS + "a%40.content"));
        assertEquals(Outcome.COMMITTED, taker.commit(Map.of(), Map.of(LISTS + "a%40", "2")));

        assertEquals("2", text(maker, LISTS + "a%40"));
        assertEquals(large, text(maker, LISTS + "a%40.content"));
    }

    private static String text(Agent agent, String name) throws Exception {
        return agent.read(name).getOrDefault(name, Stored.NOTHING).text();
    }

    // ------------------------------------------------------------------ members

    @Test
    void showsThatNothingIsThere() throws Exception {
        View view = agent("a").await(seen -> true);

        assertEquals(Map.of(), view.members());
        assertEquals(Stored.NOTHING, view.assignment());
    }

    @Test
    void showsMembersWithTheirRecordsInTheOrderInWhichTheyCame() throws Exception {
        joined("b");
        joined("c");
        Agent last = joined("a");

        View view = last.await(has("a", "b", "c"));

        assertEquals("record of b", present(view, "b").record());
        assertTrue(present(view, "b").created() < present(view, "c").created());
        assertTrue(present(view, "c").created() < present(view, "a").created());
    }

    private static Present present(View view, String member) {
        return view.members().getOrDefault(member, new Present("is not there", -1));
    }

    @Test
    void tellsOthersThatAMemberCameAndLeft() throws Exception {
        Agent watching = joined("a");
        Agent other = joined("b");
        watching.await(has("a", "b"));

        other.coordination().leave();

        watching.await(has("a"));
    }

    @Test
    void doesNotComeBackAfterItHasLeft() throws Exception {
        Agent watching = joined("a");
        Agent other = joined("b");

        other.coordination().leave();
        other.coordination().join("again");
        other.coordination().leave();

        watching.await(has("a"));
        assertEquals(Outcome.UNKNOWN, other.commit(Map.of(), Map.of(ASSIGNMENT, "x")));
        assertEquals(Map.of(), other.read(ASSIGNMENT));
        assertEquals(Stored.NOTHING, watching.assignment());
    }

    @Test
    void showsAChangedRecord() throws Exception {
        Agent watching = joined("a");
        Agent other = joined("b");

        other.coordination().join("another");

        watching.await(view -> present(view, "b").record().equals("another"));
        assertNeverGone(watching, "b");
    }

    @Test
    void keepsAnAbandonedMemberForItsSession() throws Exception {
        Agent watching = joined("a");
        Agent other = joined("b");
        watching.await(has("a", "b"));
        long abandoned = System.nanoTime();

        other.coordination().abandon();

        watching.await(has("a"));
        Duration stayed = Duration.ofNanos(System.nanoTime() - abandoned);
        assertTrue(stayed.compareTo(Duration.ofSeconds(1)) > 0, () -> "it was gone after " + stayed);
    }

    /** What the earlier process left must not end what the later one has. */
    @Test
    void neverMissesAMemberThatIsBackWithinItsSession() throws Exception {
        Agent watching = joined("a");
        Agent earlier = joined("b");
        watching.await(has("a", "b"));

        earlier.coordination().abandon();
        Agent later = agent("b");
        later.coordination().join("record of the later");
        watching.await(view -> present(view, "b").record().equals("record of the later"));
        Agent gone = joined("c");
        gone.coordination().abandon();
        watching.await(has("a", "b", "c"));
        watching.await(has("a", "b"));

        assertNeverGone(watching, "b");
        later.await(has("a", "b"));
    }

    private static void assertNeverGone(Agent watching, String member) {
        List<View> views = watching.told().views();
        boolean come = false;
        for (View view : views) {
            boolean there = view.members().containsKey(member);
            assertTrue(there || !come, () -> member + " was gone in between: " + views);
            come = there;
        }
    }

    @Test
    void joinsManyAtOnce() throws Exception {
        List<String> names =
                Stream.iterate(0, i -> i + 1).limit(20).map(i -> "m-" + i).toList();
        List<Agent> agents = names.stream().map(this::agent).toList();

        for (int i = 0; i < names.size(); i++) {
            agents.get(i).coordination().join("record of " + names.get(i));
        }

        for (Agent agent : agents) {
            agent.await(view -> view.members().keySet().equals(Set.copyOf(names)));
        }
    }

    // ------------------------------------------------------------------ records

    @Test
    void writesWhatIsNotThereOnce() throws Exception {
        Agent agent = connected("a");

        assertEquals(Outcome.COMMITTED, agent.commit(Map.of(ASSIGNMENT, ABSENT), Map.of(ASSIGNMENT, "one")));
        assertEquals(Outcome.CONFLICT, agent.commit(Map.of(ASSIGNMENT, ABSENT), Map.of(ASSIGNMENT, "two")));

        assertEquals("one", agent.assignment().text());
    }

    @Test
    void changesTheVersionWithEachWrite() throws Exception {
        Agent agent = connected("a");
        agent.commit(Map.of(), Map.of(ASSIGNMENT, "one"));
        long first = agent.assignment().version();

        assertEquals(Outcome.COMMITTED, agent.commit(Map.of(ASSIGNMENT, first), Map.of(ASSIGNMENT, "one")));
        assertNotEquals(first, agent.assignment().version());
        assertEquals(Outcome.CONFLICT, agent.commit(Map.of(ASSIGNMENT, first), Map.of(ASSIGNMENT, "two")));

        assertEquals("one", agent.assignment().text());
    }

    @Test
    void writesAllOrNothing() throws Exception {
        Agent agent = connected("a");
        agent.commit(Map.of(), Map.of(ASSIGNMENT, "one", PROGRESS + "a", "done"));
        Map<String, Stored> before = agent.read(ASSIGNMENT, PROGRESS + "a", PROGRESS + "b");

        Outcome outcome = agent.commit(
                Map.of(ASSIGNMENT, versionOf(before, ASSIGNMENT), PROGRESS + "a", ABSENT),
                Map.of(ASSIGNMENT, "two", PROGRESS + "b", "new"));

        assertEquals(Outcome.CONFLICT, outcome);
        assertEquals(before, agent.read(ASSIGNMENT, PROGRESS + "a", PROGRESS + "b"));
        assertEquals(Stored.NOTHING, before.get(PROGRESS + "b"));
    }

    private static long versionOf(Map<String, Stored> records, String name) {
        return records.getOrDefault(name, Stored.NOTHING).version();
    }

    /** What is expected need not be written, and what is written need not be expected. */
    @Test
    void writesOneRecordIfAnotherIsTheSame() throws Exception {
        Agent one = connected("a");
        Agent other = connected("b");
        one.commit(Map.of(), Map.of(ASSIGNMENT, "one"));
        long version = other.assignment().version();

        assertEquals(Outcome.COMMITTED, other.commit(Map.of(ASSIGNMENT, version), Map.of(PROGRESS + "b", "1")));
        assertEquals(Outcome.COMMITTED, other.commit(Map.of(ASSIGNMENT, version), Map.of(PROGRESS + "b", "2")));
        one.commit(Map.of(ASSIGNMENT, version), Map.of(ASSIGNMENT, "two"));
        assertEquals(Outcome.CONFLICT, other.commit(Map.of(ASSIGNMENT, version), Map.of(PROGRESS + "b", "3")));

        assertEquals(
                "2",
                one.read(PROGRESS + "b")
                        .getOrDefault(PROGRESS + "b", Stored.NOTHING)
                        .text());
    }

    /** A takeover goes by the progress of who is gone, which may still come back and write. */
    @Test
    void takesTheVersionOfEachExpectedRecordIntoAccount() throws Exception {
        Agent one = connected("a");
        one.commit(Map.of(), Map.of(ASSIGNMENT, "one", PROGRESS + "b", "1"));
        Map<String, Stored> seen = one.read(ASSIGNMENT, PROGRESS + "b");
        Map<String, Long> expected =
                Map.of(ASSIGNMENT, versionOf(seen, ASSIGNMENT), PROGRESS + "b", versionOf(seen, PROGRESS + "b"));

        one.commit(Map.of(), Map.of(PROGRESS + "b", "2"));
        Outcome late = one.commit(expected, Map.of(ASSIGNMENT, "two"));

        assertEquals(Outcome.CONFLICT, late);
    }

    @Test
    void takesOneOfThoseThatWriteAtOnce() throws Exception {
        List<Agent> agents = List.of(connected("a"), connected("b"), connected("c"), connected("d"));
        agents.get(0).commit(Map.of(), Map.of(ASSIGNMENT, "start"));
        long version = agents.get(0).assignment().version();

        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            agents.get(i % agents.size())
                    .coordination()
                    .commit(Map.of(ASSIGNMENT, version), Map.of(ASSIGNMENT, "by " + i), outcome::complete);
            outcomes.add(outcome);
        }

        int taken = 0;
        for (CompletableFuture<Outcome> outcome : outcomes) {
            Outcome told = outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertNotEquals(Outcome.UNKNOWN, told);
            taken += told == Outcome.COMMITTED ? 1 : 0;
        }
        assertEquals(1, taken);
    }

    @Test
    void showsTheAssignmentToAllMembers() throws Exception {
        Agent one = joined("a");
        Agent other = joined("b");

        one.commit(Map.of(ASSIGNMENT, ABSENT), Map.of(ASSIGNMENT, "one"));
        View first = other.await(view -> view.assignment().text().equals("one"));
        one.commit(Map.of(ASSIGNMENT, first.assignment().version()), Map.of(ASSIGNMENT, "two"));

        View second = other.await(view -> view.assignment().text().equals("two"));
        assertEquals(one.assignment(), second.assignment());
    }

    @Test
    void keepsTextsOfAnyKind() throws Exception {
        Agent agent = connected("a");
        String text = "räksmörgås \uD83D\uDC1F\n" + "x".repeat(200_000) + "\n";

        assertEquals(Outcome.COMMITTED, agent.commit(Map.of(), Map.of(ASSIGNMENT, text, PROGRESS + "b", "")));

        assertEquals(text, agent.assignment().text());
        assertEquals(
                "",
                agent.read(PROGRESS + "b")
                        .getOrDefault(PROGRESS + "b", new Stored("?", 0))
                        .text());
        assertEquals(
                text,
                agent.await(view -> !view.assignment().text().isEmpty())
                        .assignment()
                        .text());
    }

    // ------------------------------------------------------------------ the server goes and comes

    @Test
    void goesOnWhereItWasWhenTheServerIsBack() throws Exception {
        Agent one = joined("a");
        Agent other = joined("b");
        one.commit(Map.of(), Map.of(ASSIGNMENT, "one"));
        one.await(has("a", "b").and(view -> view.assignment().text().equals("one")));

        stopServer();
        one.told().awaitDisconnection(PATIENCE);
        other.told().awaitDisconnection(PATIENCE);
        Outcome away = one.commit(Map.of(), Map.of(ASSIGNMENT, "lost"));
        Map<String, Stored> unread = one.read(ASSIGNMENT);
        startServer();

        View back = one.await(has("a", "b"));
        other.await(has("a", "b"));
        assertEquals(Outcome.UNKNOWN, away);
        assertEquals(Map.of(), unread);
        assertEquals("one", back.assignment().text());
    }

    @Test
    void connectsAsSoonAsThereIsAServer() throws Exception {
        stopServer();
        Agent agent;
        try {
            agent = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                Agent early = agent("a");
                early.coordination().join("early");
                return early;
            });
            assertEquals(Outcome.UNKNOWN, agent.commit(Map.of(), Map.of(ASSIGNMENT, "x")));
            assertEquals(Map.of(), agent.read(ASSIGNMENT));
        } finally {
            startServer();
        }

        agent.await(has("a"));
    }

    @Test
    void endsWhileTheServerIsAway() throws Exception {
        Agent watching = joined("a");
        Agent other = joined("b");
        watching.await(has("a", "b"));

        stopServer();
        try {
            other.told().awaitDisconnection(PATIENCE);
            assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> other.coordination().abandon());
        } finally {
            startServer();
        }

        watching.await(has("a"));
    }
}
