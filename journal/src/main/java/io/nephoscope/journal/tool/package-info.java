/** The command {@code nephoscope journal}: looks at a journal without an agent, or beside one that runs. */
@NullMarked
package io.nephoscope.journal.tool;

import org.jspecify.annotations.NullMarked;
