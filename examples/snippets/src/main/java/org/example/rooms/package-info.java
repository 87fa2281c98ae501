/** Plugins for a building whose rooms have sensors; the pages of docs/ show parts of them. */
@NullMarked
package org.example.rooms;

import org.jspecify.annotations.NullMarked;
