/** What runs when: a pure schedule, and the timetable that follows it. */
@NullMarked
package io.nephoscope.core.schedule;

import org.jspecify.annotations.NullMarked;
