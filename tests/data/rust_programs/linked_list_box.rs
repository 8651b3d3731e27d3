// in: 
// out: 3 2 1\n1 2 3\n
#[derive(Debug)]
struct ListNode {
    val: i32,
    next: Option<Box<ListNode>>,
}

fn reverse(head: Option<Box<ListNode>>) -> Option<Box<ListNode>> {
    let (mut prev, mut current) = (None, head);
    while let Some(mut node) = current {
        current = node.next.take();
        node.next = prev;
        prev = Some(node);
    }
    prev
}

fn show(mut at: &Option<Box<ListNode>>) -> String {
    let mut out = vec![];
    while let Some(node) = at {
        out.push(node.val.to_string());
        at = &node.next;
    }
    out.join(" ")
}

fn main() {
    let mut list = None;
    for val in 1..=3 {
        list = Some(Box::new(ListNode { val, next: list }));
    }
    println!("{}", show(&list));
    println!("{}", show(&reverse(list)));
}
