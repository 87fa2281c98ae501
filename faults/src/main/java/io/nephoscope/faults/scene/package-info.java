/** What is broken: the agent, its broker, what lies between them, and the agent's disk. */
@NullMarked
package io.nephoscope.faults.scene;

import org.jspecify.annotations.NullMarked;
