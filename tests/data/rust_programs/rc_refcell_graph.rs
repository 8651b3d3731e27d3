// in: 
// out: 1 -> [2, 3]\n2 parent 1\nstrong 2 weak 2\n
use std::cell::RefCell;
use std::rc::{Rc, Weak};

struct Node {
    value: i32,
    children: RefCell<Vec<Rc<Node>>>,
    parent: RefCell<Weak<Node>>,
}

impl Node {
    fn new(value: i32) -> Rc<Node> {
        Rc::new(Node { value, children: RefCell::new(vec![]), parent: RefCell::new(Weak::new()) })
    }
    fn adopt(self: &Rc<Self>, child: Rc<Node>) {
        *child.parent.borrow_mut() = Rc::downgrade(self);
        self.children.borrow_mut().push(child);
    }
}

fn main() {
    let root = Node::new(1);
    root.adopt(Node::new(2));
    root.adopt(Node::new(3));
    println!("{} -> {:?}", root.value, root.children.borrow().iter().map(|c| c.value).collect::<Vec<_>>());
    let child = Rc::clone(&root.children.borrow()[0]);
    println!("{} parent {}", child.value, child.parent.borrow().upgrade().unwrap().value);
    println!("strong {} weak {}", Rc::strong_count(&child), Rc::weak_count(&root));
}
