package io.nephoscope.core.schedule;

import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.source.DiscoveryUrl;
import io.nephoscope.core.source.Source;
import java.util.List;

/** One pollster that one source asks for. */
public record Assignment(Source source, PollsterPlugin pollster) {

    /** What finds its resources: the source's own discoveries or, where it names nothing to poll, the pollster's. */
    public List<DiscoveryUrl> discoveries() {
        String fallback = pollster.discovery();
        return source.namesResources() || fallback.isEmpty()
                ? source.discoveries()
                : List.of(DiscoveryUrl.parse(fallback));
    }

    /** What it is called, also when its plugin is long gone. */
    public AssignmentName name() {
        return new AssignmentName(source.name(), pollster.name());
    }
}
