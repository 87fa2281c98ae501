package io.nephoscope.core.schedule;

import io.nephoscope.core.plugin.PollsterPlugin;
import io.nephoscope.core.source.Source;

/** One pollster that one source asks for. */
public record Assignment(Source source, PollsterPlugin pollster) {

    /** What it is called, also when its plugin is long gone. */
    public AssignmentName name() {
        return new AssignmentName(source.name(), pollster.name());
    }
}
