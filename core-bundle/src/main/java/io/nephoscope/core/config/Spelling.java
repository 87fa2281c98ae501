package io.nephoscope.core.config;

import java.util.Locale;

/** Tells misspelt words from other words. */
final class Spelling {

    private static final int FEW = 2;

    private Spelling() {}

    /** Whether a word becomes another by at most two insertions, deletions or replacements. */
    static boolean isNear(String word, String known) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Math.abs(lower.length() - known.length()) <= FEW && distance(lower, known) <= FEW;
    }

    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
