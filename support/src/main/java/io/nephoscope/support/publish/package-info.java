/** What several publishers need: settings that change while they are in use, and samples as JSON. */
@NullMarked
package io.nephoscope.support.publish;

import org.jspecify.annotations.NullMarked;
