import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

public class Main {
    private static final int LEAST = 40;

    private static final class Site {
        final String name;
        final List<Link> links = new ArrayList<>();
        long houses;
        Link reachedBy;
        Site parent;
        int number = -1;
        int lowest;
        long below;
        long loss;
        boolean hanging;

        Site(String name) {
            this.name = name;
        }
    }

    private record Link(Cable cable, Site other) {}

    private record Cable(String name, Site a, Site b) {}

    private record Row(long lost, String kind, String name) {}

    private static final Map<String, Site> sites = new HashMap<>();

    private static Site site(String name) {
        return sites.computeIfAbsent(name, Site::new);
    }

    /** Visits all that the root reaches, in depth. */
    private static List<Site> walk(Site root) {
        record Step(Site site, Link link, Site parent) {}
        List<Site> order = new ArrayList<>();
        Deque<Step> stack = new ArrayDeque<>();
        stack.push(new Step(root, null, null));
        while (!stack.isEmpty()) {
            Step step = stack.pop();
            Site site = step.site();
            if (site.number >= 0) {
                continue;
            }
            site.number = site.lowest = order.size();
            site.reachedBy = step.link();
            site.parent = step.parent();
            order.add(site);
            for (Link link : site.links) {
                stack.push(new Step(link.other(), link, site));
            }
        }
        return order;
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        Site root = new Site("");
        List<Cable> cables = new ArrayList<>();
        Set<String> broken = new HashSet<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "plant" -> cables.add(new Cable("", root, site(words[1])));
                case "cable" -> cables.add(new Cable(words[1], site(words[2]), site(words[3])));
                case "houses" -> site(words[1]).houses += Integer.parseInt(words[2]);
                default -> broken.add(words[1]);
            }
        }
        for (Cable cable : cables) {
            if (!broken.contains(cable.name())) {
                cable.a().links.add(new Link(cable, cable.b()));
                cable.b().links.add(new Link(cable, cable.a()));
            }
        }

        List<Site> order = walk(root);
        List<Row> rows = new ArrayList<>();
        for (Site site : order) {
            site.below = site.loss = site.houses;
        }
        for (Site site : order.subList(1, order.size()).reversed()) {
            Site parent = site.parent;
            for (Link link : site.links) {
                if (link.cable() != site.reachedBy.cable()) {
                    site.lowest = Math.min(site.lowest, link.other().number);
                }
            }
            parent.lowest = Math.min(parent.lowest, site.lowest);
            parent.below += site.below;
            if (site.lowest >= parent.number) {
                parent.loss += site.below;
            }
            if (site.lowest > parent.number && parent != root) {
                rows.add(new Row(site.below, "cable", site.reachedBy.cable().name()));
            }
            rows.add(new Row(site.loss, "site", site.name));
        }
        long safe = 0;
        for (Site site : order.subList(1, order.size())) {
            site.hanging = site.parent.hanging || (site.parent != root && site.lowest >= site.parent.number);
            safe += site.hanging ? 0 : site.houses;
        }

        long all = sites.values().stream().mapToLong(site -> site.houses).sum();
        rows.removeIf(row -> row.lost() < LEAST);
        rows.sort(Comparator.comparingLong(Row::lost).reversed().thenComparing(Row::kind).thenComparing(Row::name));
        StringBuilder out = new StringBuilder("dark " + (all - root.below) + "\n");
        for (Row row : rows) {
            out.append(row.kind()).append(' ').append(row.name()).append(' ').append(row.lost()).append('\n');
        }
        System.out.print(out.append("safe ").append(safe).append('\n'));
    }
}
