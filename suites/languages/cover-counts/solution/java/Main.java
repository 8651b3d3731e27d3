import java.io.*;
import java.util.*;

public class Main {
    static final int HIT = 17;
    static final long UNMEASURED = -1;

    record Block(int run, long begin, long end, long count) {
        long size() {
            return end - begin;
        }
    }

    record Source(List<Block> blocks, List<Block> ignored) {}

    public static void main(String[] args) throws IOException {
        Map<String, Source> sources = new TreeMap<>();
        int run = 0;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "run" -> run++;
                case "file" -> sources.put(words[1], new Source(new ArrayList<>(), new ArrayList<>()));
                default -> {
                    Source source = sources.get(words[1]);
                    boolean counted = words[0].equals("block");
                    long count = counted ? Long.parseLong(words[4]) : UNMEASURED;
                    Block block = new Block(run, Long.parseLong(words[2]), Long.parseLong(words[3]) + 1, count);
                    (counted ? source.blocks() : source.ignored()).add(block);
                }
            }
        }
        StringBuilder out = new StringBuilder();
        sources.forEach((name, source) -> report(name, source, out));
        System.out.print(out);
    }

    static void report(String name, Source source, StringBuilder out) {
        TreeSet<Long> ends = new TreeSet<>();
        for (List<Block> blocks : List.of(source.blocks(), source.ignored()))
            for (Block block : blocks) ends.addAll(List.of(block.begin(), block.end()));
        long[] borders = ends.stream().mapToLong(Long::longValue).toArray();
        long[] totals = totals(source, borders);

        long hit = 0, missed = 0;
        boolean joins = false;
        List<long[]> gaps = new ArrayList<>();
        for (int at = 0; at + 1 < borders.length; at++) {
            long size = borders[at + 1] - borders[at];
            if (totals[at] == UNMEASURED) continue;
            if (totals[at] >= HIT) {
                hit += size;
                joins = false;
                continue;
            }
            missed += size;
            if (!joins) gaps.add(new long[] {borders[at], 0});
            gaps.getLast()[1] = borders[at + 1] - 1;
            joins = true;
        }
        if (hit + missed > 0) {
            long share = 1000 * hit / (hit + missed);
            out.append(name).append(' ').append(share / 10).append('.').append(share % 10).append("%\n");
        } else {
            out.append(name).append(" unmeasured\n");
        }
        for (long[] gap : gaps) out.append("  ").append(gap[0]).append('-').append(gap[1]).append('\n');
    }

    static long[] totals(Source source, long[] borders) {
        long[] totals = new long[borders.length];
        Arrays.fill(totals, UNMEASURED);
        Map<Integer, List<Block>> runs = new HashMap<>();
        for (Block block : source.blocks()) runs.computeIfAbsent(block.run(), number -> new ArrayList<>()).add(block);
        for (List<Block> blocks : runs.values()) {
            blocks.sort(Comparator.comparingLong(Block::size).reversed());
            long[] counts = new long[borders.length];
            Arrays.fill(counts, UNMEASURED);
            for (Block block : blocks) paint(counts, borders, block);
            for (int at = 0; at < borders.length; at++)
                if (counts[at] != UNMEASURED) totals[at] = Math.max(totals[at], 0) + counts[at];
        }
        for (Block block : source.ignored()) paint(totals, borders, block);
        return totals;
    }

    static void paint(long[] counts, long[] borders, Block block) {
        int from = Arrays.binarySearch(borders, block.begin()), to = Arrays.binarySearch(borders, block.end());
        Arrays.fill(counts, from, to, block.count());
    }
}
