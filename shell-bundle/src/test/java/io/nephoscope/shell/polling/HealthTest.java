package io.nephoscope.shell.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.health.HealthReport;
import io.nephoscope.api.runtime.dto.PublisherDTO;
import io.nephoscope.api.runtime.dto.PublisherState;
import io.nephoscope.api.runtime.dto.TaskDTO;
import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final HealthReport OK = HealthReport.ok("polling.yaml", "in force");
    private static final HealthReport WAITING =
            HealthReport.waiting("libvirt", "the daemon does not answer", "start libvirtd");
    private static final HealthReport FAILED =
            HealthReport.failed("amqp", "the password is wrong", "set transport.url");

    private final FakeAgent agent = new FakeAgent();

    @Test
    void isHealthyWhenAllPartsAre() {
        agent.agent.reporters = List.of(() -> List.of(OK));

        assertThat(Typed.into(agent, "health")).isEqualTo(new Typed("OK      polling.yaml: in force\n", "", 0));
        assertThat(Typed.into(agent, "status").out()).startsWith("Healthy.\nagent ");
        assertThat(Typed.into(agent, "status").status()).isZero();
    }

    @Test
    void tellsTheWorstFirstWithItsRemedy() {
        agent.agent.reporters = List.of(() -> List.of(OK, WAITING), () -> List.of(FAILED));

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
        agent.agent.reporters = List.of(() -> List.of(OK, WAITING));
        agent.withPollsters("cpu", "memory.usage");
        agent.state.pollsters.get(0).last.error = "timeout";
        agent.state.version = "0.1.0";
        agent.state.startedAt = Typed.secondsAgo(192);
        agent.state.namespaces = List.of("compute", "central");
        agent.state.pollingFile.file = "/etc/nephoscope/polling.yaml";
        agent.state.pollingFile.inForceSince = Typed.secondsAgo(60);
        agent.state.tasks = List.of(task());
        agent.state.publishers = List.of(publisher());

        Typed typed = Typed.into(agent, "status");

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out()).isEqualTo("""
                WAITING for something outside the agent:
                WAITING libvirt: the daemon does not answer
                        → start libvirtd
                agent       version 0.1.0, started 3 min 12 s ago, namespaces compute central
                polling     /etc/nephoscope/polling.yaml, sources: 0, in force for 1 min
                cycles      done: 19, too long: 0, next in 4 s
                pollsters   2 active
                last polls  samples: 0; failing: cpu
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
    void survivesAPartThatCannotTell() {
        agent.agent.reporters = List.of(() -> {
            throw new IllegalStateException("broken");
        });

        assertThat(Typed.into(agent, "health").out()).contains("it cannot tell how it is", "broken");
    }

    @Test
    void answersScriptsWithTheWholeState() {
        agent.agent.reporters = List.of(() -> List.of(OK));

        assertThat(Typed.into(agent, "status", "--json").out())
                .startsWith("{\"healthy\":true,\"health\":[{\"subject\":\"polling.yaml\",\"state\":\"OK\","
                        + "\"message\":\"in force\",\"remedy\":\"\"}],\"agent\":{\"version\":");
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
