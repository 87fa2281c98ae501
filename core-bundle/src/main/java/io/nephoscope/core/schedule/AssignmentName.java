package io.nephoscope.core.schedule;

/** The names of a source and of a pollster that it asks for. */
public record AssignmentName(String source, String pollster) {

    /** What it is called among several agents. */
    public String series() {
        return source + "/" + pollster;
    }
}
