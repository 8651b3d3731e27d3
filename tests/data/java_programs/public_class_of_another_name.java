import java.util.*;
public class Solution { public static void main(String[] args) { System.out.println("hi " + new Scanner(System.in).next()); } }
