import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
public class Main { public static void main(String[] args) throws Exception { String all = new String(System.in.readAllBytes(), StandardCharsets.UTF_8); System.out.println(all.lines().map(String::strip).filter(s -> !s.isEmpty()).collect(Collectors.joining("|"))); } }
