package com.example.app;
import java.util.Objects;
public class Main { private static final class Key { final int a; Key(int a) { this.a = a; } @Override public boolean equals(Object o) { return o instanceof Key k && k.a == a; } @Override public int hashCode() { return Objects.hash(a); } }
    public static void main(String[] args) { System.out.println(new java.util.HashSet<>(java.util.Arrays.asList(new Key(1), new Key(1), new Key(2))).size() + Main.class.getName()); } }
