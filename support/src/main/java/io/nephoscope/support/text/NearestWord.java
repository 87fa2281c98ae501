package io.nephoscope.support.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a misspelt one was probably meant to be: at most two letters put in, left out or changed. */
public final class NearestWord {

    private static final int FEW = 2;
    /** Longer words are not compared: the cost grows with the product of both lengths. */
    private static final int LONGEST = 100;

    private NearestWord() {}

    /** The nearest of the known words, of equally near ones the first in the alphabet; empty if none is near. */
    public static Optional<String> to(String word, Collection<String> known) {
        return allNear(word, known).stream().findFirst();
    }

    /** The known words that are near, the nearest first. */
    public static List<String> allNear(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> isNear(word, candidate))
                .sorted(Comparator.comparingInt((String candidate) -> distance(lower(word), lower(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Whether a word may be another one misspelt. Words that share no letter in place never are. */
    public static boolean isNear(String word, String known) {
        if (Math.max(word.length(), known.length()) > LONGEST || Math.abs(word.length() - known.length()) > FEW) {
            return false;
        }
        int distance = distance(lower(word), lower(known));
        return distance <= FEW && distance < Math.max(word.length(), known.length());
    }

    /** How many letters must be put in, left out or changed to make one word the other (Levenshtein). */
    public static int distance(String from, String to) {
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

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
