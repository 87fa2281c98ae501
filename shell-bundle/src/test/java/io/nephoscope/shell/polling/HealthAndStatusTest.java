package io.nephoscope.shell.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.health.HealthReport.State;
import io.nephoscope.api.runtime.dto.GapKind;
import io.nephoscope.api.runtime.dto.HealthDTO;
import io.nephoscope.api.runtime.dto.PollsterDTO;
import io.nephoscope.api.runtime.dto.PollsterState;
import io.nephoscope.api.runtime.dto.PublisherDTO;
import io.nephoscope.api.runtime.dto.PublisherState;
import io.nephoscope.api.runtime.dto.TaskDTO;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthAndStatusTest {

    private static final HealthDTO OK = report("polling.yaml", State.OK, "in force", "");
    private static final HealthDTO WAITING =
            report("libvirt", State.WAITING, "the daemon does not answer", "start libvirtd");
    private static final HealthDTO FAILED = report("amqp", State.FAILED, "the password is wrong", "set transport.url");

    private final FakeAgentView agent = new FakeAgentView();

    @Test
    void isHealthyWhenAllPartsAre() {
        agent.state.health = List.of(OK);

        assertThat(Typed.into(agent, "health")).isEqualTo(new Typed("OK      polling.yaml: in force\n", "", 0));
        assertThat(Typed.into(agent, "status").out()).startsWith("Healthy.\nagent ");
        assertThat(Typed.into(agent, "status").status()).isZero();
    }

    @Test
    void tellsTheWorstFirstWithItsRemedy() {
        agent.state.health = List.of(OK, WAITING, FAILED);

        Typed typed = Typed.into(agent, "health");

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out()).isEqualTo("""
                FAILED  amqp: the password is wrong
                        → set transport.url
                WAITING libvirt: the daemon does not answer
                        → start libvirtd
                OK      polling.yaml: in force
                """);
    }

    @Test
    void showsOnOneScreenWhatIsWrongAndHowFarThingsAre() {
        HealthDTO waiting = report("libvirt", State.WAITING, "the daemon does not answer", "start libvirtd");
        waiting.since = Typed.secondsAgo(61);
        agent.state.health = List.of(OK, waiting);
        agent.withPollsters("cpu", "memory.usage");
        PollsterDTO cpu = agent.state.pollsters.get(0);
        cpu.last.error = "timeout";
        cpu.failingSince = Typed.secondsAgo(130);
        cpu.failuresInARow = 13;
        agent.state.version = "0.1.0";
        agent.state.startedAt = Typed.secondsAgo(192);
        agent.state.namespaces = List.of("compute", "central");
        agent.state.pollingFile.file = "/etc/nephoscope/polling.yaml";
        agent.state.pollingFile.inForceSince = Typed.secondsAgo(60);
        agent.state.tasks = List.of(task());
        agent.state.completeness.due = 2_505;
        agent.state.completeness.confirmed = 2_500;
        agent.state.completeness.stored = 4;
        agent.state.completeness.gaps = Map.of(GapKind.FAILED, 1L);
        agent.state.publishers = List.of(publisher());

        Typed typed = Typed.into(agent, "status");

        assertThat(typed.status()).isEqualTo(10);
        assertThat(typed.out()).isEqualTo("""
                WAITING for something outside the agent:
                WAITING libvirt: the daemon does not answer (since 1 min 1 s)
                        → start libvirtd
                agent       version 0.1.0, started 3 min 12 s ago, namespaces compute central
                polling     /etc/nephoscope/polling.yaml, sources: 0, in force for 1 min
                cycles      done: 19, too long: 0, next in 4 s
                pollsters   2 active
                last polls  samples: 0
                failing     cpu: fails since 2 min 10 s, 13 times in a row: timeout
                complete    99.96 % of 2,505 polls, 4 wait in the store; gaps: 1 failed
                publishers  amqp connected (1 queued, 2 in flight, 3 confirmed, 4 dropped)
                blacklist   empty
                """);
    }

    @Test
    void isNotHealthyWithoutTheCore() {
        agent.agent.runtime = null;

        Typed typed = Typed.into(agent, "status");

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out()).startsWith("NOT HEALTHY:\nFAILED  core: it does not run");
        assertThat(Typed.into(agent, "status", "--json").out())
                .startsWith("{\"healthy\":false,\"health\":[{\"subject\":\"core\",\"state\":\"FAILED\",");
    }

    @Test
    void answersScriptsWithTheWholeState() {
        agent.state.health = List.of(OK);

        assertThat(Typed.into(agent, "status", "--json").out())
                .startsWith("{\"healthy\":true,\"health\":[{\"subject\":\"polling.yaml\",\"state\":\"OK\","
                        + "\"message\":\"in force\",\"since\":0,\"remedy\":\"\"}],\"agent\":{\"version\":");
    }

    @Test
    void tellsByItsStatusAloneWhetherSomethingFailedOrIsOnlyWaitedFor() {
        agent.state.health = List.of(OK, WAITING);
        assertThat(Typed.into(agent, "status", "--quiet")).isEqualTo(new Typed("", "", 10));

        agent.state.health = List.of(WAITING, FAILED);
        assertThat(Typed.into(agent, "status", "--quiet")).isEqualTo(new Typed("", "", 1));
        assertThat(Typed.into(agent, "health").status()).isEqualTo(1);

        agent.state.health = List.of(OK);
        assertThat(Typed.into(agent, "status", "--quiet")).isEqualTo(new Typed("", "", 0));
    }

    @Test
    void namesTheFirstThatFailAndCountsTheRest() {
        agent.withPollsters("a", "b", "c", "d", "e", "f", "g");
        agent.state.pollsters.forEach(pollster -> pollster.state = PollsterState.FAILED);

        assertThat(Typed.into(agent, "status").out())
                .contains("failing     a: fails\n", "            and 2 more; pollsters --failing lists them\n");
    }

    private static HealthDTO report(String subject, State state, String message, String remedy) {
        HealthDTO report = new HealthDTO();
        report.subject = subject;
        report.state = state;
        report.message = message;
        report.remedy = remedy;
        return report;
    }

    private static TaskDTO task() {
        TaskDTO task = new TaskDTO();
        task.cycles = 19;
        task.nextDueAt = Typed.inSeconds(4);
        return task;
    }

    private static PublisherDTO publisher() {
        PublisherDTO publisher = new PublisherDTO();
        publisher.name = "amqp";
        publisher.state = PublisherState.CONNECTED;
        publisher.queued = 1;
        publisher.inFlight = 2;
        publisher.confirmed = 3;
        publisher.dropped = 4;
        return publisher;
    }
}
