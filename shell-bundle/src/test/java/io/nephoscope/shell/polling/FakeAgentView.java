package io.nephoscope.shell.polling;

import io.nephoscope.api.runtime.dto.AgentDTO;
import io.nephoscope.api.runtime.dto.PollsterDTO;
import io.nephoscope.api.runtime.dto.PollsterState;
import java.util.ArrayList;
import java.util.List;

/** An agent whose state a test sets. */
public final class FakeAgentView {

    public final AgentDTO state = new AgentDTO();
    public final AgentView agent = new AgentView();

    public FakeAgentView() {
        agent.runtime = () -> state;
    }

    public FakeAgentView withPollsters(String... names) {
        List<PollsterDTO> pollsters = new ArrayList<>();
        for (String name : names) {
            PollsterDTO pollster = new PollsterDTO();
            pollster.name = name;
            pollster.namespaces = List.of("compute");
            pollster.bundle = "io.nephoscope.pollsters.compute";
            pollster.state = PollsterState.ACTIVE;
            pollster.sources = List.of("pollsters");
            pollsters.add(pollster);
        }
        state.pollsters = pollsters;
        return this;
    }
}
