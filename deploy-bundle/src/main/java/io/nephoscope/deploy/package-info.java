/** Follows the deploy folder and polling.yaml while the agent runs. */
@NullMarked
package io.nephoscope.deploy;

import org.jspecify.annotations.NullMarked;
