package io.nephoscope.shell.polling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.health.HealthReport.State;
import io.nephoscope.api.runtime.DryRun;
import io.nephoscope.api.runtime.dto.DryRunDTO;
import io.nephoscope.api.runtime.dto.HealthDTO;
import io.nephoscope.api.runtime.dto.SampleDTO;
import io.nephoscope.shell.command.CommandFailure;
import io.nephoscope.shell.command.CommandSet;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TrialCommandTest {

    private final FakeAgentView agent = new FakeAgentView();
    private final DryRunDTO result = new DryRunDTO();
    private final CountDownLatch deafEnds = new CountDownLatch(1);

    @AfterEach
    void release() {
        deafEnds.countDown();
    }

    @Test
    void printsTheSamplesOfAPollsterThatAppearsWhileItWaits() throws InterruptedException {
        agent.agent.dryRun = dryRun();
        result.resources = List.of("i-1");
        result.samples = List.of(sample());
        Thread plugin = new Thread(() -> agent.withPollsters("hello.load"));
        plugin.start();

        Typed typed = type("hello.load", "--resource", "x://y", "--discovery", "local_instances", "--timeout", "2");
        plugin.join();

        assertThat(typed.status()).isEqualTo(2); // the discovery is not there, which the agent says
        assertThat(typed.sentence()).isEqualTo("there is no discovery local_instances");
        assertThat(type("hello.load", "--json").out()).contains("\"meter\":\"hello.load\"");
        assertThat(type("hello.load")).isEqualTo(new Typed("""
                METER      RESOURCE VOLUME UNIT    TYPE
                hello.load i-1         1.5 process gauge
                Resources: 1, samples: 1, failures: 0, in 0 ms.
                """, "", 0));
    }

    @Test
    void namesTheNearestPollstersAndWhatMayHaveKeptItAwayWhenThereIsNone() {
        agent.agent.dryRun = dryRun();
        agent.withPollsters("cpu", "memory.usage");
        HealthDTO libvirt = new HealthDTO();
        libvirt.subject = "libvirt";
        libvirt.state = State.WAITING;
        libvirt.message = "the daemon does not answer";
        libvirt.remedy = "start libvirtd";
        agent.state.health = List.of(libvirt);

        Typed typed = type("memory.usge", "--timeout", "1");

        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.sentence()).isEqualTo("""
                there is no pollster memory.usge; did you mean memory.usage?
                WAITING libvirt: the daemon does not answer → start libvirtd""");
    }

    @Test
    void givesUpAtItsDeadlineAlsoOnAPollsterThatHeedsNoInterrupt() {
        agent.withPollsters("deaf");
        agent.agent.dryRun = dryRun();

        Typed typed = type("deaf", "--timeout", "1");

        assertThat(typed).isEqualTo(new Typed("", "deaf did not return within 1 s", 1));
    }

    @Test
    void endsWithStatusOneWithoutSamplesOrWithFailures() {
        agent.withPollsters("cpu");
        agent.agent.dryRun = dryRun();

        assertThat(type("cpu").sentence()).startsWith("There was no resource to poll");
        assertThat(type("cpu").status()).isEqualTo(1);

        result.failures = List.of("i-2: domain is gone");
        assertThat(type("cpu").status()).isEqualTo(1);
        assertThat(type("cpu").out()).startsWith("failed: i-2: domain is gone\n");
    }

    @Test
    void listsThePollstersThatThereAre() {
        agent.withPollsters("cpu", "memory.usage");

        assertThat(type("--list").out()).contains("NAME", "cpu", "memory.usage");
    }

    @Test
    void isTypedWithEitherAPollsterOrTheList() {
        assertThat(type().status()).isEqualTo(2);
        assertThat(type("cpu", "--list").status()).isEqualTo(2);
        assertThat(type("cpu", "--timeout", "0").status()).isEqualTo(2);
    }

    private Typed type(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            CommandSet.run(new TrialCommand(agent.agent), List.of(words), out, 80);
            return new Typed(out.toString(UTF_8), "", 0);
        } catch (CommandFailure e) {
            return new Typed(out.toString(UTF_8), e.sentence(), e.status());
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts a test", e);
        }
    }

    private DryRun dryRun() {
        return new DryRun() {
            @Override
            public DryRunDTO poll(String pollster, Optional<String> resource, Optional<String> discovery) {
                if (discovery.isPresent()) {
                    throw new IllegalArgumentException("there is no discovery " + discovery.get());
                }
                while (pollster.equals("deaf") && deafEnds.getCount() > 0) {
                    try {
                        deafEnds.await();
                    } catch (InterruptedException e) {
                        Thread.interrupted(); // and goes on
                    }
                }
                return result;
            }

            @Override
            public DryRunDTO discover(String url) {
                return result;
            }
        };
    }

    private static SampleDTO sample() {
        SampleDTO sample = new SampleDTO();
        sample.meter = "hello.load";
        sample.type = "gauge";
        sample.unit = "process";
        sample.volume = 1.5;
        sample.resourceId = "i-1";
        return sample;
    }
}
