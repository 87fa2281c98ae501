package io.nephoscope.core.cycle;

import java.util.function.BooleanSupplier;

/** What all polls of one cycle have in common. */
record Frame(
        CycleContext context,
        ResourceResolver resolver,
        PollSettings settings,
        CycleServices services,
        BooleanSupplier cancelled) {}
