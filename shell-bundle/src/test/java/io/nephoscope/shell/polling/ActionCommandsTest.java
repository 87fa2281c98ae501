package io.nephoscope.shell.polling;

import static org.assertj.core.api.Assertions.assertThat;

import io.nephoscope.api.runtime.DryRun;
import io.nephoscope.api.runtime.dto.DryRunDTO;
import io.nephoscope.api.runtime.dto.SampleDTO;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionCommandsTest {

    private final FakeAgentView agent = new FakeAgentView();
    private final DryRunDTO result = new DryRunDTO();
    private final List<String> asked = new ArrayList<>();

    @Test
    void pollsAndPrintsTheSamples() {
        agent.agent.dryRun = dryRun();
        result.resources = List.of("i-1");
        result.samples = List.of(sample("cpu", 9_007_199_254_740_993L, "ns"), sample("cpu_util", 0.5, "%"));
        result.durationMillis = 34;

        Typed typed = Typed.into(agent, "poll", "cpu");

        assertThat(asked).containsExactly("poll cpu Optional.empty Optional.empty");
        assertThat(typed).isEqualTo(new Typed("""
                METER    RESOURCE           VOLUME UNIT TYPE
                cpu      i-1      9007199254740993 ns   gauge
                cpu_util i-1                   0.5 %    gauge
                Resources: 1, samples: 2, failures: 0, in 34 ms.
                """, "", 0));
    }

    @Test
    void pollsTheGivenResourceAndShowsMetadata() {
        agent.agent.dryRun = dryRun();
        result.samples = List.of(sample("cpu", 1L, "ns"));

        Typed typed = Typed.into(
                agent, "poll", "cpu", "--resource", "snmp://a b", "--discovery", "local_instances", "--metadata");

        assertThat(asked).containsExactly("poll cpu Optional[snmp://a b] Optional[local_instances]");
        assertThat(typed.out()).contains("    host=\"n1\"\n");
    }

    @Test
    void endsADryRunThatFailedWithStatusOne() {
        agent.agent.dryRun = dryRun();
        result.failures = List.of("i-2: domain is gone");

        Typed typed = Typed.into(agent, "poll", "cpu");

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out()).startsWith("failed: i-2: domain is gone\n").contains("failures: 1");
        assertThat(Typed.into(agent, "poll", "cpu", "--json").out())
                .isEqualTo("{\"resources\":[],\"samples\":[],\"failures\":[\"i-2: domain is gone\"],"
                        + "\"durationMillis\":0}\n");
    }

    @Test
    void tellsThatAPollsterIsUnknown() {
        agent.agent.dryRun = dryRun();

        assertThat(Typed.into(agent, "poll", "none")).isEqualTo(new Typed("", "there is no pollster none", 1));
    }

    @Test
    void discoversAndPrintsTheResources() {
        agent.agent.dryRun = dryRun();
        result.resources = List.of("i-1", "i-2");

        Typed typed = Typed.into(agent, "discover", "local_instances://x");

        assertThat(asked).containsExactly("discover local_instances://x");
        assertThat(typed.out()).isEqualTo("i-1\ni-2\nResources: 2, samples: 0, failures: 0, in 0 ms.\n");
    }

    @Test
    void triesTheDefinitionsOfAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.yaml"), "- name: a\n");
        Path answer = Files.writeString(folder.resolve("answer.json"), "[]");
        agent.agent.definitionTrial = (request, out) -> {
            asked.add(request.toString());
            out.accept("first");
            out.accept("second");
            return request.response().isEmpty();
        };

        Typed well = Typed.into(agent, "dynamic", file.toString(), "--name", "a", "--entries=7");
        Typed ill = Typed.into(agent, "dynamic", file.toString(), "--response", answer.toString(), "--json");

        assertThat(well).isEqualTo(new Typed("first\nsecond\n", "", 0));
        assertThat(ill).isEqualTo(new Typed("[\"first\",\"second\"]\n", "", 1));
        assertThat(asked)
                .containsExactly(
                        "Request[file=" + file + ", text=- name: a\n, pollster=Optional[a], endpoint=Optional.empty,"
                                + " response=Optional.empty, entries=7]",
                        "Request[file=" + file + ", text=- name: a\n, pollster=Optional.empty, endpoint=Optional.empty,"
                                + " response=Optional[[]], entries=3]");
    }

    @Test
    void tellsThatAFileOfDefinitionsIsNotThere(@TempDir Path folder) {
        agent.agent.definitionTrial = (request, out) -> true;

        assertThat(Typed.into(agent, "dynamic", folder + "/a.yaml"))
                .isEqualTo(new Typed("", "there is no file " + folder + "/a.yaml; give its whole path", 2));
        assertThat(Typed.into(agent, "dynamic", folder.toString()).sentence()).isEqualTo(folder + " is no file");
    }

    @Test
    void liftsWhatIsNamed() {
        agent.agent.blacklistControl = (pollster, source, resource) -> {
            asked.add(pollster + " " + source + " " + resource);
            return 2;
        };

        Typed typed = Typed.into(agent, "unblacklist", "cpu", "--source", "s", "--resource=i 1");

        assertThat(asked).containsExactly("Optional[cpu] Optional[s] Optional[i 1]");
        assertThat(typed.out()).isEqualTo("Lifted: 2.\n");
        assertThat(Typed.into(agent, "unblacklist", "--all", "--json").out()).isEqualTo("{\"lifted\":2}\n");
    }

    @Test
    void liftsAllOnlyWhenToldSo() {
        agent.agent.blacklistControl = (pollster, source, resource) -> 0;

        assertThat(Typed.into(agent, "unblacklist").status()).isEqualTo(2);
        assertThat(Typed.into(agent, "unblacklist", "cpu", "--all").status()).isEqualTo(2);
        assertThat(Typed.into(agent, "unblacklist", "--all").out()).isEqualTo("Nothing that matches is blacklisted.\n");
    }

    @Test
    void saysThatTheCoreIsDown() {
        assertThat(Typed.into(agent, "poll", "cpu").sentence()).startsWith("the core does not run");
        assertThat(Typed.into(agent, "unblacklist", "cpu").sentence()).startsWith("the core does not run");
    }

    private DryRun dryRun() {
        return new DryRun() {
            @Override
            public DryRunDTO poll(String pollster, Optional<String> resource, Optional<String> discovery) {
                if (pollster.equals("none")) {
                    throw new IllegalArgumentException("there is no pollster none");
                }
                asked.add("poll " + pollster + " " + resource + " " + discovery);
                return result;
            }

            @Override
            public DryRunDTO discover(String url) {
                asked.add("discover " + url);
                return result;
            }
        };
    }

    private static SampleDTO sample(String meter, Number volume, String unit) {
        SampleDTO sample = new SampleDTO();
        sample.meter = meter;
        sample.type = "gauge";
        sample.unit = unit;
        sample.volume = volume;
        sample.resourceId = "i-1";
        sample.metadata = Map.of("host", "n1");
        return sample;
    }
}
