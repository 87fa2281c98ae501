package io.nephoscope.shell.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.runtime.dto.BlacklistDTO;
import io.nephoscope.api.runtime.dto.DiscoveryDTO;
import io.nephoscope.api.runtime.dto.OutcomesDTO;
import io.nephoscope.api.runtime.dto.PluginDTO;
import io.nephoscope.api.runtime.dto.PluginState;
import io.nephoscope.api.runtime.dto.PollDTO;
import io.nephoscope.api.runtime.dto.PollsterDTO;
import io.nephoscope.api.runtime.dto.PollsterState;
import io.nephoscope.api.runtime.dto.PublisherDTO;
import io.nephoscope.api.runtime.dto.PublisherState;
import io.nephoscope.api.runtime.dto.SourceDTO;
import io.nephoscope.api.runtime.dto.TaskDTO;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingCommandsTest {

    private final FakeAgentView agent = new FakeAgentView();

    @Test
    void listsPollstersWithTheirLastPoll() {
        agent.withPollsters("disk.device.read.requests", "memory.usage");
        PollsterDTO disk = agent.state.pollsters.get(0);
        disk.polls = 7;
        disk.last = poll(5, 10, 34);
        PollsterDTO memory = agent.state.pollsters.get(1);
        memory.state = PollsterState.IDLE;

        Typed typed = Typed.into(agent, "pollsters");

        assertThat(typed.out()).isEqualTo("""
                NAME                      NAMESPACE BUNDLE       SOURCES   RES SAMPLES  TIME ERR
                disk.device.read.requests compute   …ers.compute pollsters   5      10 34 ms   0
                memory.usage              compute   …ers.compute (idle)      0       0     -   0
                """);
    }

    @Test
    void explainsWhatFailedBelowThePollster() {
        agent.withPollsters("cpu", "vcpus");
        agent.state.pollsters.get(0).last = poll(5, 4, 34);
        agent.state.pollsters.get(0).last.failures = 1;
        agent.state.pollsters.get(0).last.error = "instance-0001: domain is gone";

        Typed typed = Typed.into(agent, "pollsters", "--failing");

        assertThat(typed.out().lines()).hasSize(3).last().isEqualTo("    instance-0001: domain is gone");
    }

    @Test
    void listsWhatTheGlobNames() {
        agent.withPollsters("cpu", "disk.root.size", "disk.ephemeral.size");

        Typed typed = Typed.into(agent, "pollsters", "disk.*");

        assertThat(typed.out())
                .contains("disk.root.size", "disk.ephemeral.size")
                .doesNotContain("cpu");
        assertThat(Typed.into(agent, "pollsters", "nothing*").out()).isEqualTo("No pollster matches.\n");
        assertThat(Typed.into(agent, "pollsters", "nothing*", "--json").out()).isEqualTo("[]\n");
    }

    @Test
    void listsDiscoveries() {
        DiscoveryDTO discovery = new DiscoveryDTO();
        discovery.name = "local_instances";
        discovery.namespaces = List.of("compute");
        discovery.bundle = "io.nephoscope.discovery";
        discovery.lastCalledAt = Typed.secondsAgo(3);
        discovery.lastDurationMillis = 12;
        discovery.lastResources = 5;
        agent.state.discoveries = List.of(discovery);

        assertThat(Typed.into(agent, "discoveries").out()).isEqualTo("""
                NAME            NAMESPACE BUNDLE                   CALLED  TIME FOUND
                local_instances compute   io.nephoscope.discovery 3 s ago 12 ms     5
                """);
    }

    @Test
    void listsSources() {
        SourceDTO source = new SourceDTO();
        source.name = "some_pollsters";
        source.intervalSeconds = 300;
        source.timeoutSeconds = 300;
        source.meters = List.of("cpu", "memory.*", "network.incoming.bytes", "network.outgoing.bytes");
        source.pollsters = List.of("cpu", "memory.usage");
        agent.state.sources = List.of(source);

        assertThat(Typed.into(agent, "sources").out()).isEqualTo("""
                NAME           INTERVAL TIMEOUT POLLSTERS METERS             RESOURCES DISCOVERY
                some_pollsters    5 min   5 min         2 cpu memory.* netw… -         -
                """);
    }

    @Test
    void listsTasks() {
        TaskDTO task = new TaskDTO();
        task.intervalSeconds = 10;
        task.sources = List.of("a", "b");
        task.assignments = 23;
        task.nextDueAt = Typed.inSeconds(4);
        task.lastStartedAt = Typed.secondsAgo(6);
        task.lastDurationMillis = 87;
        task.cycles = 1234;
        task.overruns = 1;
        task.hung = List.of("cpu");
        agent.state.tasks = List.of(task);

        assertThat(Typed.into(agent, "tasks").out()).isEqualTo("""
                INTERVAL SOURCES PAIRS   NEXT    LAST  TIME CYCLES OVERRUNS
                    10 s a,b        23 in 4 s 6 s ago 87 ms   1234        1
                    hung: cpu
                """);
    }

    @Test
    void listsPublishers() {
        PublisherDTO publisher = new PublisherDTO();
        publisher.name = "amqp";
        publisher.state = PublisherState.CONNECTED;
        publisher.queued = 12;
        publisher.confirmed = 3400;
        publisher.bundle = "io.nephoscope.publisher.amqp";
        publisher.detail = "broker 10.0.0.5:5672";
        agent.state.publishers = List.of(publisher);

        assertThat(Typed.into(agent, "publishers").out()).isEqualTo("""
                NAME STATE     QUEUED IN FLIGHT CONFIRMED DROPPED BUNDLE
                amqp connected     12         0      3400       0 io.nephoscope.publisher.amqp
                    broker 10.0.0.5:5672
                """);
    }

    @Test
    void listsTheBlacklist() {
        agent.state.blacklist = List.of(blacklisted("cpu"), blacklisted("memory.usage"));

        assertThat(Typed.into(agent, "blacklist", "cpu").out()).isEqualTo("""
                POLLSTER SOURCE RESOURCE     SINCE    RETRY TIMES
                cpu      src    i-1      2 min ago in 8 min     2
                    not supported
                """);
    }

    @Test
    void listsPlugins() {
        PluginDTO plugin = new PluginDTO();
        plugin.file = "hello.jar";
        plugin.state = PluginState.REFUSED;
        plugin.reason = "it is not a readable jar";
        agent.agent.pluginInventory = () -> List.of(plugin);

        assertThat(Typed.into(agent, "plugins").out()).isEqualTo("""
                FILE      STATE   BUNDLE VERSION POLLSTERS
                hello.jar refused
                    it is not a readable jar
                """);
    }

    @Test
    void tellsSinceWhenAndHowOftenAPollsterFails() {
        agent.withPollsters("cpu");
        PollsterDTO cpu = agent.state.pollsters.get(0);
        cpu.last.error = "domain is gone";
        cpu.failingSince = Typed.secondsAgo(130);
        cpu.failuresInARow = 13;

        assertThat(Typed.into(agent, "pollsters", "--failing").out())
                .endsWith("    fails since 2 min 10 s, 13 times in a row: domain is gone\n");
    }

    @Test
    void cutsNoNameOnANarrowTerminal() {
        agent.withPollsters("disk.device.read.requests", "network.incoming.packets.drop");

        String shown = Typed.into(40, agent, "pollsters").out();

        assertThat(shown)
                .contains("disk.device.read.requests\n", "network.incoming.packets.drop\n", "RES 0")
                .doesNotContain("…");
        assertThat(shown.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
    }

    @Test
    void listsWithAPluginThePollstersThatItsBuildersMake() {
        PluginDTO plugin = new PluginDTO();
        plugin.file = "dynamic.jar";
        plugin.bundle = "org.example.dynamic";
        plugin.state = PluginState.ACTIVE;
        agent.agent.pluginInventory = () -> List.of(plugin);
        agent.withPollsters("made.by.builder", "cpu");
        agent.state.pollsters.get(0).bundle = "org.example.dynamic";

        assertThat(Typed.into(agent, "plugins").out())
                .contains("made.by.builder")
                .doesNotContain("cpu");
    }

    @Test
    void listsWhatBecameOfTheSlotsAndOnlyOutcomesThatThereWere() {
        agent.withPollsters("cpu", "memory.usage");
        agent.state.pollsters.get(0).slots = slots(12, 10, 2);
        agent.state.pollsters.get(1).slots = slots(12, 12, 0);

        assertThat(Typed.into(agent, "outcomes").out()).isEqualTo("""
                NAME         DUE POLLED ABANDONED
                cpu           12     10         2
                memory.usage  12     12         0
                """);
        assertThat(Typed.into(agent, "outcomes", "cpu", "--json").out()).startsWith("{\"cpu\":{\"due\":12,");
    }

    private static OutcomesDTO slots(long due, long polled, long abandoned) {
        OutcomesDTO slots = new OutcomesDTO();
        slots.due = due;
        slots.polled = polled;
        slots.abandoned = abandoned;
        return slots;
    }

    @ParameterizedTest
    @ValueSource(strings = {"pollsters", "discoveries", "sources", "tasks", "publishers", "blacklist", "plugins"})
    void saysWhatIsMissingWhileTheCoreIsDown(String command) {
        agent.agent.runtime = null;

        Typed typed = Typed.into(agent, command);

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.sentence()).endsWith("does not run; look for its error in the log");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pollsters", "discoveries", "sources", "tasks", "publishers", "blacklist"})
    void answersAnEmptyAgentWithASentenceOrAnEmptyArray(String command) {
        assertThat(Typed.into(agent, command).out()).endsWith(".\n");
        assertThat(Typed.into(agent, command, "--json").out()).isEqualTo("[]\n");
    }

    private static PollDTO poll(int resources, int samples, long millis) {
        PollDTO poll = new PollDTO();
        poll.resources = resources;
        poll.samples = samples;
        poll.durationMillis = millis;
        return poll;
    }

    private static BlacklistDTO blacklisted(String pollster) {
        BlacklistDTO entry = new BlacklistDTO();
        entry.pollster = pollster;
        entry.source = "src";
        entry.resource = "i-1";
        entry.reason = "not supported";
        entry.since = Typed.secondsAgo(120);
        entry.retryAt = Typed.inSeconds(480);
        entry.times = 2;
        return entry;
    }
}
