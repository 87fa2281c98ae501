package io.nephoscope.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.awaitility.Awaitility.setDefaultTimeout;

import io.nephoscope.api.coordination.Coordination;
import io.nephoscope.api.partition.Ownership;
import io.nephoscope.api.partition.Publication;
import io.nephoscope.api.runtime.dto.PartitionMemberDTO;
import io.nephoscope.api.runtime.dto.PartitionsDTO;
import io.nephoscope.partition.SlotCosts;
import io.nephoscope.partition.record.SlotCostsText;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionCoordinatorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Instant due = Instant.now().minusSeconds(60);
    private final FakeEngine.Store store = new FakeEngine.Store();
    private final FakeEngine engine = new FakeEngine(store);
    private final List<TestAgent> agents = new ArrayList<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void setPatience() {
        setDefaultTimeout(PATIENCE);
    }

    @AfterEach
    void stopAll() {
        agents.forEach(TestAgent::close);
    }

    private TestAgent agent(String name) {
        TestAgent agent = new TestAgent(folder.resolve(name));
        agents.add(agent);
        return agent;
    }

    private TestAgent agreed(String name) {
        TestAgent agent = agent(name).with(engine).configured(name);
        await().until(() -> owned(agent) > 0);
        return agent;
    }

    private static int owned(TestAgent agent) {
        return agent.coordinator.partitions().ownSlots;
    }

    /** Of 200 resources, those that an agent polls long after all hand-overs. */
    private static List<String> polled(TestAgent agent) {
        Ownership ownership =
                agent.partitioner().share().at("a/cpu", Instant.now().plusSeconds(600));
        return IntStream.range(0, 200)
                .mapToObj(i -> "r" + i)
                .filter(resource -> ownership.owns("global", resource))
                .toList();
    }

    @Test
    void offersNoPartitionerWithoutABackend() {
        TestAgent agent = agent("one").configured(Map.of("member", "one"));

        assertThat(agent.offered()).isEmpty();
        assertThat(agent.coordinator.partitions().mode).isEqualTo("off");
        assertThat(agent.health()).isEmpty();
    }

    @Test
    void showsWhatPollingCosts() {
        double[] costs = new double[64];
        Arrays.fill(costs, 0.01);
        store.put(Coordination.LOADS + "one", SlotCostsText.write(SlotCosts.of(due, costs)));
        store.put(Coordination.LOADS + "two", "something else");

        TestAgent agent = agreed("one");

        assertThat(agent.coordinator.partitions().members.get(0).load).isCloseTo(0.64, within(0.001));
    }

    @Test
    void showsNoCostThatNobodyHasMeasured() {
        assertThat(agreed("one").coordinator.partitions().members.get(0).load).isEqualTo(-1);
    }

    @Test
    void takesWhatPollsCostAtAnyTime() {
        TestAgent agent = agent("one").configured("one");

        assertThatCode(() -> {
                    agent.partitioner().polled(Map.of("cinder", List.of("a")), Duration.ofSeconds(1), Duration.ZERO);
                    agent.with(engine);
                    await().until(() -> owned(agent) > 0);
                    agent.partitioner().polled(Map.of("cinder", List.of("a")), Duration.ZERO, Duration.ofMinutes(1));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void pollsNothingWhileItIsNotKnownWhatIsAgreed() {
        TestAgent agent = agent("one").configured("one");

        assertThat(agent.generation()).isZero();
        assertThat(polled(agent)).isEmpty();
        assertThat(agent.partitioner().publication("a/cpu", due)).isEqualTo(Publication.HOLD);
        assertThat(agent.health())
                .singleElement()
                .asString()
                .startsWith("FAILED there is no engine for fake://; nothing is known of an earlier agreement");
    }

    @Test
    void tellsWhichBundleBringsAnEngine() {
        Map<String, Object> properties = new HashMap<>(TestAgent.QUICK);
        properties.put("backend.url", "zookeeper://one,two");
        TestAgent agent = agent("one").with(engine).configured(properties);

        assertThat(agent.health())
                .singleElement()
                .asString()
                .contains("install or start the bundle io.nephoscope.coordination.zookeeper")
                .contains("there are those for fake");
    }

    @Test
    void sharesAllOutAmongAgents() {
        TestAgent one = agreed("one");
        assertThat(polled(one)).hasSize(200);

        TestAgent two = agreed("two");
        await().until(() -> one.generation() == two.generation());

        List<String> both = new ArrayList<>(polled(one));
        both.addAll(polled(two));
        assertThat(both).hasSize(200).doesNotHaveDuplicates();
        assertThat(owned(one)).isEqualTo(32);
        assertThat(one.changes()).isGreaterThan(1);
        assertThat(one.health()).containsExactly("OK one of 2 agents at fake://***@one, 32 of 64 slots");
    }

    /** Else the agent would look for what to poll late after each change. */
    @Test
    void tellsByEqualityThatNothingHasToBePolledLate() {
        TestAgent one = agreed("one");
        Ownership alone = one.partitioner().share().at("a/cpu", due);

        TestAgent two = agreed("two");
        await().until(() -> one.generation() == two.generation());

        Instant later = Instant.now().plusSeconds(600);
        assertThat(one.partitioner().share().at("a/cpu", due)).isEqualTo(alone).hasSameHashCodeAs(alone);
        assertThat(one.partitioner().share().at("a/cpu", later)).isNotEqualTo(alone);
    }

    @Test
    void publishesWhatIsWrittenDown() {
        TestAgent agent = agreed("one");
        assertThat(agent.partitioner().publication("a/cpu", due)).isEqualTo(Publication.HOLD);

        agent.partitioner().concluded("a/cpu", due);

        await().until(() -> agent.partitioner().publication("a/cpu", due) == Publication.PUBLISH);
        assertThat(store.text("progress/one")).contains("a%2Fcpu=" + due);
        assertThat(agent.coordinator.partitions().unwritten).isZero();
    }

    @Test
    void writesDownTogetherWhatIsConcludedMeanwhile() {
        TestAgent agent = agreed("one");
        int before = store.writes();

        IntStream.range(0, 100_000).parallel().forEach(i -> agent.partitioner().concluded("a/meter" + i % 2_000, due));

        await().until(() -> IntStream.range(0, 2_000)
                .allMatch(i -> agent.partitioner().publication("a/meter" + i, due) == Publication.PUBLISH));
        assertThat(store.writes() - before).isLessThan(50);
    }

    @Test
    void goesOnWithAnotherInstanceOfTheEngine() {
        TestAgent agent = agreed("one");
        long generation = agent.generation();

        agent.engines.unbind(engine);
        assertThat(engine.open()).isZero();
        await().until(() -> !agent.coordinator.partitions().connected);
        assertThat(agent.generation()).isEqualTo(generation);
        assertThat(agent.health()).singleElement().asString().contains("what was agreed last still holds");
        agent.partitioner().concluded("a/cpu", due);

        agent.with(new FakeEngine(store));
        await().until(() -> agent.partitioner().publication("a/cpu", due) == Publication.PUBLISH);
        assertThat(agent.generation()).isEqualTo(generation);
        assertThat(agent.coordinator.partitions().connected).isTrue();
    }

    @Test
    void tellsSinceWhenTheEngineIsAway() {
        TestAgent agent = agreed("one");

        engine.setUp(false);

        await().until(() -> !agent.coordinator.partitions().connected);
        assertThat(agent.health())
                .singleElement()
                .asString()
                .startsWith("WAITING fake://***@one cannot be reached; what was agreed last still holds (generation");
        assertThat(agent.coordinator.health().iterator().next().since()).isPresent();
        engine.setUp(true);
        await().until(() -> agent.coordinator.partitions().connected);
    }

    @Test
    void remembersWhatWasAgreedAtAStartWithoutTheEngine() {
        TestAgent first = agreed("one");
        first.partitioner().concluded("a/cpu", due);
        await().until(() -> first.partitioner().publication("a/cpu", due) == Publication.PUBLISH);
        long generation = first.generation();
        first.close();

        TestAgent again = agent("one").configured("one");

        assertThat(again.generation()).isEqualTo(generation);
        assertThat(polled(again)).hasSize(200);
        assertThat(again.coordinator.partitions().remembered).isTrue();
        Ownership polledBefore = again.partitioner().share().at("a/cpu", due);
        assertThat(polledBefore.owns("global", "r1")).isFalse();
        assertThat(again.partitioner().publication("a/cpu", due.plusSeconds(60)))
                .isEqualTo(Publication.HOLD);

        again.with(engine);
        await().until(() -> !again.coordinator.partitions().remembered);
        assertThat(again.generation()).isEqualTo(generation);
    }

    @Test
    void movesNothingWhenItIsBackSoon() {
        TestAgent one = agreed("one");
        TestAgent two = agreed("two");
        await().until(() -> one.generation() == two.generation());
        long generation = one.generation();

        two.close();
        TestAgent back = agent("two").with(engine).configured("two");

        await().until(() -> back.coordinator.partitions().connected && owned(back) == 32);
        assertThat(back.generation()).isEqualTo(generation);
        assertThat(one.generation()).isEqualTo(generation);
    }

    @Test
    void handsOverWhenItIsToLeaveAndComesBack() {
        TestAgent one = agreed("one");
        TestAgent two = agreed("two");
        await().until(() -> one.generation() == two.generation());

        await().until(() -> {
            two.coordinator.leave();
            return two.coordinator.partitions().handedOver;
        });
        assertThat(polled(one)).hasSize(200);
        assertThat(polled(two)).isEmpty();
        PartitionsDTO seen = one.coordinator.partitions();
        assertThat(seen.members)
                .extracting((PartitionMemberDTO member) -> member.id + member.leaving)
                .containsExactly("onefalse", "twotrue");
        assertThat(seen.moves.get(0).left).containsExactly("two");
        assertThat(seen.moves.get(0).moves).isEqualTo(32);

        two.coordinator.comeBack();
        await().until(() -> owned(two) == 32);
    }

    @Test
    void isGoneAtOnceWhenItHasHandedOverAndItsEngineGoes() {
        TestAgent one = agreed("one");
        TestAgent two = agreed("two");
        await().until(() -> one.generation() == two.generation());
        await().until(() -> {
            two.coordinator.leave();
            return two.coordinator.partitions().handedOver;
        });

        two.engines.unbind(engine);

        await().until(() -> one.coordinator.partitions().members.size() == 1);
        assertThat(owned(one)).isEqualTo(64);
    }

    @Test
    void standsBackWhereAnotherAgentHasItsId() {
        TestAgent one = agreed("one");
        TestAgent other = agent("other").with(engine).configured("one");

        await().until(() -> one.generation() == 0);
        assertThat(one.health())
                .singleElement()
                .asString()
                .startsWith("FAILED another agent runs as member \"one\"")
                .contains("set member in etc/io.nephoscope.coordination.cfg");
        assertThat(polled(other)).hasSize(200);
    }

    @Test
    void tellsWhoseAResourceIs() {
        TestAgent one = agreed("one");
        assertThat(one.coordinator.owners("r1", Optional.empty())).isEmpty();
        assertThat(polled(one)).contains("r1");

        assertThat(one.coordinator.owners("r1", Optional.empty()))
                .singleElement()
                .satisfies(owner -> {
                    assertThat(owner.group).isEqualTo("global");
                    assertThat(owner.owner).isEqualTo("one");
                    assertThat(owner.own).isTrue();
                    assertThat(owner.generation).isEqualTo(one.generation());
                });
        assertThat(one.coordinator.owners("r1", Optional.of("other")))
                .singleElement()
                .satisfies(owner -> assertThat(owner.slot).isBetween(0, 63));
    }

    @Test
    void tellsOfAnotherNumberOfSlotsThanWasAgreed() {
        TestAgent one = agreed("one");
        Map<String, Object> properties = new HashMap<>(TestAgent.QUICK);
        properties.put("member", "two");
        properties.put("slots", "128");
        TestAgent two = agent("two").with(engine).configured(properties);

        await().until(() -> owned(two) > 0);
        assertThat(two.health())
                .anySatisfy(
                        line -> assertThat(line).contains("slots is 128 here").contains("agreed on 64"));
        assertThat(one.coordinator.partitions().slots).isEqualTo(64);
    }

    @Test
    void goesByTheLastAgreementWhereTheNewestCannotBeRead() {
        TestAgent one = agreed("one");
        long generation = one.generation();

        store.put("assignment", "nephoscope-assignment 99\n");

        await().until(() -> !one.coordinator.partitions().problem.isEmpty());
        assertThat(one.generation()).isEqualTo(generation);
        assertThat(one.health()).anySatisfy(line -> assertThat(line).startsWith("FAILED what the agents have agreed"));
    }

    @Test
    void tellsWhyTheEngineDoesNotTakeTheUrl() {
        Map<String, Object> properties = new HashMap<>(TestAgent.QUICK);
        properties.put("backend.url", "fake://one?bad=1");
        TestAgent agent = agent("one").with(engine).configured(properties);

        await().until(() -> agent.health().toString().contains("FAILED fake://one?bad=1: the option bad cannot be"));
        assertThat(agent.generation()).isZero();
    }

    @Test
    void withdrawsThePartitionerWhenTheBackendIsTakenAway() {
        TestAgent agent = agreed("one");

        agent.configured(Map.of());

        assertThat(agent.offered()).isEmpty();
        assertThat(engine.open()).isZero();
    }

    @Test
    void namesTheGroupByTheNamespaces() {
        assertThat(new CoordinationSettings.GroupName("", "").of(List.of("compute", "central")))
                .contains("central-compute");
        assertThat(new CoordinationSettings.GroupName("", "lab").of(List.of("ipmi")))
                .contains("ipmi-lab");
        assertThat(new CoordinationSettings.GroupName("", "lab").of(List.of())).isEmpty();
    }
}
